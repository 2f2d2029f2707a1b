/** Tables as CSV: what columns each has, and the one way in which all are written and sent. */
@NullMarked
package dev.ringwatch.app.csv;

import org.jspecify.annotations.NullMarked;
