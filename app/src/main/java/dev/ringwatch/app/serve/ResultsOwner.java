package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.postgres.results.ResultsWriter;
import java.sql.SQLException;

/** Has one of both write scores and rings into a database: its servers, or a Flink job. */
final class ResultsOwner {

  private ResultsOwner() {}

  /**
   * Holds a server to who writes its database; the first to come says who.
   *
   * @param isLeftToFlink whether its settings leave detection to a job
   * @throws CommandFailure if it is somebody else
   */
  static void require(Store store, boolean isLeftToFlink) throws SQLException {
    ResultsWriter writer = isLeftToFlink ? ResultsWriter.FLINK : ResultsWriter.SERVER;
    if (!writer.claimAsServer(store.dataSource())) {
      throw new CommandFailure(
          isLeftToFlink
              ? "this database holds scores of a server's own detection, over which a Flink job must"
                  + " not write: with ringwatch.detection.by=flink, name a database of its own"
              : "a Flink job writes the scores of this database: start the server with"
                  + " ringwatch.detection.by=flink, or name another database");
    }
  }
}
