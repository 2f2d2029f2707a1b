/** {@code ringwatch analyze}: scores a log without a server and writes the answers. */
@NullMarked
package dev.ringwatch.app.analyze;

import org.jspecify.annotations.NullMarked;
