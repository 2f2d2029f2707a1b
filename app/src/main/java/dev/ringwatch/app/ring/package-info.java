/** What the HTTP interface says of rings, and how they are kept as text. */
@NullMarked
package dev.ringwatch.app.ring;

import org.jspecify.annotations.NullMarked;
