/** What the HTTP interface says of rings. */
@NullMarked
package dev.ringwatch.app.ring;

import org.jspecify.annotations.NullMarked;
