/**
 * The PostgreSQL that comes with Ringwatch: unpacked once, started on a directory of its own with
 * durability and passwords on, watched, started again when it dies, and stopped in order.
 */
@NullMarked
package dev.ringwatch.postgres.embedded;

import org.jspecify.annotations.NullMarked;
