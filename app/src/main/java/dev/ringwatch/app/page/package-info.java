/** What all pages of the server have in common. */
@NullMarked
package dev.ringwatch.app.page;

import org.jspecify.annotations.NullMarked;
