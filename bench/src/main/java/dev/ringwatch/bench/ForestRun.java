package dev.ringwatch.bench;

/**
 * One forest, trained on a table and asked about its rows.
 *
 * @param fitSeconds CPU seconds to train
 * @param scoreSeconds CPU seconds to score all rows
 * @param rocAuc of the scores, 0 to 1; so are the others
 * @param averagePrecision of the scores
 * @param recallAt2 recall at 2 % false positives
 */
record ForestRun(
    double fitSeconds,
    double scoreSeconds,
    double rocAuc,
    double averagePrecision,
    double recallAt2) {}
