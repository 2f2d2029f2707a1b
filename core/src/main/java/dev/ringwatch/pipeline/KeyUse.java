package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.EventKeys;

/**
 * An event that used a link key.
 *
 * @param account the event's account, by the number under which the driver knows it
 * @param event what keys need to know of the event
 */
public record KeyUse(int account, EventKeys event) {}
