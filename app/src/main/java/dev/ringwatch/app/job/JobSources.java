package dev.ringwatch.app.job;

import dev.ringwatch.postgres.log.StoredControls;
import dev.ringwatch.postgres.results.AccountFeatures;
import dev.ringwatch.postgres.results.JobProgress;
import dev.ringwatch.postgres.results.WrittenScores;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.ring.WrittenRings;
import javax.sql.DataSource;

/**
 * What is read of a job.
 *
 * @param progress how far it has come
 * @param scores what it wrote of accounts
 * @param features what models are learned from
 * @param rings which rings it wrote
 * @param kept the same, page by page
 * @param controls what it is told by the log
 */
record JobSources(
    JobProgress progress,
    WrittenScores scores,
    AccountFeatures features,
    WrittenRings rings,
    KeptRings kept,
    StoredControls controls) {

  static JobSources in(DataSource database) {
    return new JobSources(
        new JobProgress(database),
        new WrittenScores(database),
        new AccountFeatures(database),
        new WrittenRings(database),
        new KeptRings(database),
        new StoredControls(database));
  }
}
