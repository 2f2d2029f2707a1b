package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of searches that are told again. */
class RingsSinkTest {

  private static final Tick TICK = new Tick(29_000_000);
  private static final List<String> TABLES =
      List.of(
          "SELECT rings::text FROM rings ORDER BY ring_id",
          "SELECT ring_members::text FROM ring_members ORDER BY ring_id, account_id",
          "SELECT ring_edges::text FROM ring_edges ORDER BY ring_id, account_a, account_b",
          "SELECT ring_history::text FROM ring_history ORDER BY entry");

  @AutoClose private final TestDatabase database = TestDatabase.withSchema();
  private final Counter unwritable = new SimpleCounter();

  private void write(Message... searches) throws IOException {
    try (RingsSink.Writer writer =
        new RingsSink.Writer(ConnectionPool.open(database.settings(), "rings"), unwritable)) {
      for (Message search : searches) {
        writer.write(search, TestContext.NO_TIME);
      }
      writer.flush(false);
    }
  }

  /** A search that found one ring. */
  private static Message found(Tick tick, String... members) {
    List<AccountId> accounts = Arrays.stream(members).map(AccountId::new).toList();
    Ring ring =
        new Ring(
            "ring-1",
            accounts.stream().map(account -> new Member(account, Member.Role.CORE)).toList(),
            80,
            List.of(new Reason("surprise", 80, "it is a surprise")),
            List.of(new Coincidence(LinkKeyKind.DEVICE, 3, 0.1)));
    Edge edge =
        new Edge(
            accounts.get(0),
            accounts.get(1),
            0.5,
            1e-9,
            List.of(new Evidence.SharedKey(new LinkKey(LinkKeyKind.DEVICE, "d"), 2, 3, 2, false)));
    RingFindings findings = new RingFindings(List.of(edge), List.of(ring));
    byte[] body = Packed.bytes(out -> RingsCodec.write(findings, out));
    return new Message(Kind.RINGS, "", Message.millis(tick), body);
  }

  private List<List<String>> tables() throws Exception {
    return List.of(
        database.texts(TABLES.get(0)),
        database.texts(TABLES.get(1)),
        database.texts(TABLES.get(2)),
        database.texts(TABLES.get(3)));
  }

  @Test
  void repeatsNothingWhenSearchesAreToldAgain() throws Exception {
    Message first = found(TICK, "a", "b", "c");
    Message second = found(TICK.next(), "a", "b", "c", "d");
    write(first, second);
    List<List<String>> written = tables();
    assertThat(database.texts("SELECT kind FROM ring_history ORDER BY entry"))
        .containsExactly("found", "grew");
    assertThat(database.texts("SELECT account_a || account_b FROM ring_edges"))
        .containsExactly("ab");
    write(first, second);
    assertThat(tables()).isEqualTo(written);
    assertThat(unwritable.getCount()).isZero();
  }

  @Test
  void goesOnBehindASearchThatTheDatabaseRefuses() throws Exception {
    write(found(TICK, "a", "b\0"), found(TICK.next(), "a", "b"));
    assertThat(unwritable.getCount()).isEqualTo(1);
    assertThat(database.texts("SELECT account_id FROM ring_members ORDER BY 1"))
        .containsExactly("a", "b");
  }
}
