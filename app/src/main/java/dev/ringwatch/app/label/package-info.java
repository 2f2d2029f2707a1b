/** What people say about accounts, as files have it. */
@NullMarked
package dev.ringwatch.app.label;

import org.jspecify.annotations.NullMarked;
