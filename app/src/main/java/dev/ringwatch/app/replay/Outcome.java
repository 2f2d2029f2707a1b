package dev.ringwatch.app.replay;

import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of one side.
 *
 * @param accounts the final scores at the end, by account id
 * @param rings those at the end, the highest score first
 * @param incidents those that would have been opened, by what names their matters
 * @param flagged the accounts whose own score reached its threshold at some look
 * @param looks at how many moments final scores were made
 * @param model what model scored at the end, as an id
 * @param lesson what became of what verdicts taught; empty if nothing was to adjust scores
 */
record Outcome(
    List<AccountFinal> accounts,
    List<Ring> rings,
    Map<String, OpenedIncident> incidents,
    Set<AccountId> flagged,
    int looks,
    String model,
    Optional<String> lesson) {}
