/**
 * The server under load and under attack: a real process, its real database, real sockets, on this
 * machine only.
 */
@NullMarked
package dev.ringwatch.bench.serve;

import org.jspecify.annotations.NullMarked;
