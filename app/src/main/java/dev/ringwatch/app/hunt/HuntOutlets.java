package dev.ringwatch.app.hunt;

import dev.ringwatch.app.detection.HuntScores;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.incident.Incidents;

/**
 * Where what hunts of the schedule find goes.
 *
 * @param findings keep it
 * @param incidents are opened of it
 * @param scores are moved by it
 */
public record HuntOutlets(HuntFindings findings, Incidents incidents, HuntScores scores) {}
