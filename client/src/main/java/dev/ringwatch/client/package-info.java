/** Sends events to a Ringwatch server; needs nothing but the JDK, and nothing of ours. */
@NullMarked
package dev.ringwatch.client;

import org.jspecify.annotations.NullMarked;
