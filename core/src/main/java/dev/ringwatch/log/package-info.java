/**
 * The event log as a port: what was accepted, durably and in one order, for everything downstream
 * to read from an offset.
 */
@NullMarked
package dev.ringwatch.log;

import org.jspecify.annotations.NullMarked;
