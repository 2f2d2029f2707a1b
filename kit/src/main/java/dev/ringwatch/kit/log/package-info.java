/** The event log in memory, and the contract that every event log must pass. */
@NullMarked
package dev.ringwatch.kit.log;

import org.jspecify.annotations.NullMarked;
