package dev.ringwatch.app.overview;

import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.postgres.events.MemberEvents;
import dev.ringwatch.postgres.events.StoredEvents;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.FeaturePeers;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.verdict.AccountNotes;

/**
 * Where panels read from. What is asked of these takes a bounded time, and then fails.
 *
 * @param events what accounts did
 * @param together what several accounts did side by side
 * @param scores scores over time
 * @param peers how features are spread
 * @param notes what was noted about accounts
 * @param rings rings and what belongs to them
 * @param keys which keys say something of who shares them
 */
public record PageSources(
    StoredEvents events,
    MemberEvents together,
    AccountLists scores,
    FeaturePeers peers,
    AccountNotes notes,
    KeptRings rings,
    RingConfig keys) {}
