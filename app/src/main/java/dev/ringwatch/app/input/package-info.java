/**
 * Files and standard input as one stream of events in the order of their timestamps, sorted on disk
 * where need be.
 */
@NullMarked
package dev.ringwatch.app.input;

import org.jspecify.annotations.NullMarked;
