/** What people are told of, when, and when not again: incidents and how they move. */
@NullMarked
package dev.ringwatch.alert;

import org.jspecify.annotations.NullMarked;
