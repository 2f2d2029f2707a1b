/**
 * The event log on Apache Kafka: anyone appends to a topic of events, one server at a time puts
 * what came into one order, and the order is a topic too.
 */
@NullMarked
package dev.ringwatch.kafka;

import org.jspecify.annotations.NullMarked;
