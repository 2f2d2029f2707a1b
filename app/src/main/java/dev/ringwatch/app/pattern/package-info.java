/** The page of patterns: what all accounts together look like, each panel from kept figures. */
@NullMarked
package dev.ringwatch.app.pattern;

import org.jspecify.annotations.NullMarked;
