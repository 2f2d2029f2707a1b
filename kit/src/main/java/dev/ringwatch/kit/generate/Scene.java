package dev.ringwatch.kit.generate;

import org.jspecify.annotations.Nullable;

/**
 * What events of one session have in common, as text.
 *
 * @param ip the address
 * @param device the device id, or null where there is none
 * @param userAgent what the client calls itself
 * @param country the address's country
 * @param source who reports the events
 * @param session the session id, or null where there is none
 * @param card the payment card, by number
 */
record Scene(
    String ip,
    @Nullable String device,
    String userAgent,
    String country,
    String source,
    @Nullable String session,
    int card) {}
