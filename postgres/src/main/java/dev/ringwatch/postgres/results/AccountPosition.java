package dev.ringwatch.postgres.results;

/**
 * A place among the accounts by risk.
 *
 * @param risk the risk score
 * @param accountId whose
 */
public record AccountPosition(double risk, String accountId) {}
