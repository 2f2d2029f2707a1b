/** Where alerts go, what waits to go there, and every attempt at it. */
@NullMarked
package dev.ringwatch.postgres.alert;

import org.jspecify.annotations.NullMarked;
