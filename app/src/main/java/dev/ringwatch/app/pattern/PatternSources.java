package dev.ringwatch.app.pattern;

import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.results.AccountGrouping;
import dev.ringwatch.postgres.results.BurstHours;
import dev.ringwatch.postgres.threshold.ThresholdHistory;

/**
 * Where the panels read from. What is asked of these takes a bounded time, and then fails.
 *
 * @param accounts accounts in groups
 * @param bursts bursts by hour
 * @param thresholds thresholds over time
 * @param findings what hunts found on the schedule
 */
public record PatternSources(
    AccountGrouping accounts,
    BurstHours bursts,
    ThresholdHistory thresholds,
    HuntFindings findings) {}
