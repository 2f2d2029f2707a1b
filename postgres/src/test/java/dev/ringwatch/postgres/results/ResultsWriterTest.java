package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsWriterTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final DataSource database = DATABASE.dataSource();

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE results_writer, accounts, rings_written, job_progress");
  }

  @Test
  void isWhoCameFirstAndMayComeAgain() throws SQLException {
    assertThat(ResultsWriter.of(database)).isEmpty();
    assertThat(ResultsWriter.claimAsJob(database)).isTrue();
    assertThat(ResultsWriter.claimAsJob(database)).isTrue();
    assertThat(ResultsWriter.FLINK.claimAsServer(database)).isTrue();
    assertThat(ResultsWriter.of(database)).contains(ResultsWriter.FLINK);
  }

  @Test
  void isWhatAServerSaysAsLongAsNothingWasFound() throws SQLException {
    assertThat(ResultsWriter.SERVER.claimAsServer(database)).isTrue();
    assertThat(ResultsWriter.claimAsJob(database)).as("a server may be at work").isFalse();
    assertThat(ResultsWriter.FLINK.claimAsServer(database)).isTrue();
    assertThat(ResultsWriter.claimAsJob(database)).isTrue();
    new JobProgress(database).write(0, 1, new Tick(5));
    assertThat(ResultsWriter.SERVER.claimAsServer(database)).as("the job is at work").isFalse();
    assertThat(ResultsWriter.of(database)).contains(ResultsWriter.FLINK);
  }

  @Test
  void staysOnceThereAreRings() throws SQLException {
    assertThat(ResultsWriter.SERVER.claimAsServer(database)).isTrue();
    DATABASE.execute("INSERT INTO rings_written (at) VALUES (now())");
    assertThat(ResultsWriter.FLINK.claimAsServer(database)).isFalse();
    assertThat(ResultsWriter.SERVER.claimAsServer(database)).isTrue();
  }
}
