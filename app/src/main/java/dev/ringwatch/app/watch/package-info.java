/**
 * What is looked at from time to time for incidents: the platform, ourselves, and who has not
 * answered.
 */
@NullMarked
package dev.ringwatch.app.watch;

import org.jspecify.annotations.NullMarked;
