/** What one server of several does for all of them. */
@NullMarked
package dev.ringwatch.app.duty;

import org.jspecify.annotations.NullMarked;
