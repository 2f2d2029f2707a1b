package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;

/**
 * An event that used a link key.
 *
 * @param account the event's account; equal to {@code event.account()}, and best one instance per
 *     account, because the key's state keeps it
 * @param event the event
 */
public record KeyUse(AccountId account, Event event) {}
