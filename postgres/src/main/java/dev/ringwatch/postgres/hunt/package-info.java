/**
 * Hunts: named, parameterised questions in SQL over what is stored, read from files and asked as a
 * role that can only select what it may.
 */
@NullMarked
package dev.ringwatch.postgres.hunt;

import org.jspecify.annotations.NullMarked;
