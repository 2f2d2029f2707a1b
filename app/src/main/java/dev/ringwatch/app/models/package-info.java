/**
 * The pages of models: what was learned, what each looks at, how far accounts have moved since, and
 * which of them is to hold.
 */
@NullMarked
package dev.ringwatch.app.models;

import org.jspecify.annotations.NullMarked;
