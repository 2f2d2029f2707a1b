package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.JobProgress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is in the database, and when. */
class ScoresSinkTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final Tick TICK = Tick.of(START);
  private static final Keys KEYS = JobConfig.of(CONFIG).keys();
  private static final AnomalyModel MODEL =
      AnomalyModel.train(
          driver("a", "b", "c", "d", "e", "f").vectors(), AnomalyConfig.ofDefaults());

  /** No index takes it, and no compression makes it shorter. */
  private static final String ENDLESS =
      new Random(1)
          .ints(4_000, 'a', 'z' + 1)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

  @AutoClose private final TestDatabase database = TestDatabase.withSchema();
  private final Counter unwritable = new SimpleCounter();

  private ScoresSink.Writer open() {
    return open(new ScoresSink.Part(0, 1));
  }

  private ScoresSink.Writer open(ScoresSink.Part part) {
    return new ScoresSink.Writer(
        ConnectionPool.open(database.settings(), "scores"), unwritable, part);
  }

  /** What is said of accounts at a tick. */
  private static List<Message> said(Tick tick, String... accounts) {
    List<Message> messages = new ArrayList<>();
    for (AccountState state : driver(accounts).takeTouched(accounts.length)) {
      AccountFinal score =
          new ScoreStep(CONFIG).scores(List.of(state), ScoringModel.of(MODEL)).getFirst();
      byte[] body =
          Packed.bytes(out -> {
            FinalCodec.write(score, out);
            AccountStateCodec.write(state, out);
            out.putText("model");
          });
      String key = KEYS.of(state.account());
      messages.add(new Message(Kind.FINAL, key, Message.millis(tick), body));
    }
    return messages;
  }

  private static EmbeddedDriver driver(String... accounts) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    for (String account : accounts) {
      driver.accept(0, Event.builder(new AccountId(account), "login", START).id(account).build());
    }
    driver.closeAllTicks();
    driver.touchAll();
    return driver;
  }

  private static void write(ScoresSink.Writer writer, List<Message> messages) throws IOException {
    for (Message message : messages) {
      writer.write(message, TestContext.NO_TIME);
    }
  }

  private List<String> history() throws Exception {
    return database.texts(
        "SELECT account_id || ' ' || extract(epoch FROM scored_at)::bigint / 60 FROM risk_scores"
            + " ORDER BY account_id, scored_at");
  }

  @Test
  void holdsAllWhenACheckpointIsMadeAndTheSameAfterARepetition() throws Exception {
    List<Message> messages = said(TICK, "a", "b");
    try (ScoresSink.Writer writer = open()) {
      write(writer, messages);
      assertThat(history()).isEmpty();
      writer.flush(false);
      assertThat(history()).containsExactly("a " + TICK.epochMinute(), "b " + TICK.epochMinute());
    }
    List<String> before = database.texts("SELECT accounts::text FROM accounts ORDER BY account_id");
    try (ScoresSink.Writer writer = open()) {
      write(writer, messages);
      writer.flush(false);
    }
    assertThat(database.texts("SELECT accounts::text FROM accounts ORDER BY account_id"))
        .hasSize(2)
        .isEqualTo(before);
    assertThat(history()).hasSize(2);
  }

  private Optional<Tick> reached() throws Exception {
    return new JobProgress(database.dataSource()).read().map(JobProgress.Reached::closed);
  }

  /** A tick is over once its last millisecond is, and not before all of it has come. */
  @Test
  void saysHowFarAllTasksHaveWritten() throws Exception {
    try (ScoresSink.Writer one = open(new ScoresSink.Part(0, 2));
        ScoresSink.Writer other = open(new ScoresSink.Part(1, 2))) {
      one.flush(false);
      assertThat(reached()).as("no time has come").isEmpty();
      one.writeWatermark(new Watermark(Message.millis(TICK)));
      one.flush(false);
      assertThat(reached()).as("the other has not said").isEmpty();
      other.writeWatermark(new Watermark(Message.millis(TICK) - 1));
      other.flush(false);
      assertThat(reached()).contains(new Tick(TICK.epochMinute() - 1));
      other.writeWatermark(new Watermark(Message.millis(TICK) + 1));
      assertThat(reached()).as("nothing is written").contains(new Tick(TICK.epochMinute() - 1));
      other.flush(false);
      assertThat(reached()).contains(TICK);
    }
    try (ScoresSink.Writer alone = open()) {
      alone.writeWatermark(new Watermark(Message.millis(TICK.next())));
      alone.flush(false);
      assertThat(reached()).contains(TICK.next());
      alone.writeWatermark(Watermark.MAX_WATERMARK);
      alone.flush(true);
      assertThat(reached()).as("the end of the log is no time").contains(TICK.next());
    }
    try (ScoresSink.Writer again = open()) {
      again.writeWatermark(new Watermark(Message.millis(TICK)));
      again.flush(false);
      assertThat(reached()).as("what was written stays").contains(TICK.next());
    }
  }

  @Test
  void keepsTheLatestTickOfAnAccount() throws Exception {
    try (ScoresSink.Writer writer = open()) {
      write(writer, said(TICK.next(), "a"));
      write(writer, said(TICK, "a"));
      writer.flush(false);
    }
    assertThat(database.texts("SELECT extract(epoch FROM scored_at)::bigint / 60 FROM accounts"))
        .containsExactly(String.valueOf(TICK.next().epochMinute()));
  }

  @Test
  void leavesOutWhatTheDatabaseRefusesAndNothingElse() throws Exception {
    try (ScoresSink.Writer writer = open()) {
      write(writer, said(TICK, "a", ENDLESS, "b"));
      writer.flush(false);
    }
    assertThat(database.texts("SELECT account_id FROM accounts ORDER BY account_id"))
        .containsExactly("a", "b");
    assertThat(unwritable.getCount()).isEqualTo(1);
  }
}
