/** What an account did, as numbers: windows, entropy, sessions, sharing. */
@NullMarked
package dev.ringwatch.feature;

import org.jspecify.annotations.NullMarked;
