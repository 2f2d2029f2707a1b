/** The command {@code ringwatch demo}: a server with a sample day in it, to look at. */
@NullMarked
package dev.ringwatch.app.demo;

import org.jspecify.annotations.NullMarked;
