package dev.ringwatch.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.DelegatingLog;
import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.InMemoryEventLog;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final ApiCaller ANYONE = sender(1, Optional.empty(), Optional.empty());
  private static final IngestLimits LIMITS =
      new IngestLimits(100_000, 100, 150_000, Duration.ofDays(30), Duration.ofMinutes(5));

  private final InMemoryEventLog log = InMemoryEventLog.open(new InMemoryEventLog.Store(), 10_000);
  private final List<Rejections.Piece> kept = new ArrayList<>();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Ingest ingest =
      new Ingest(
          log,
          (key, pieces) -> kept.addAll(pieces),
          LIMITS,
          Clock.fixed(NOW, ZoneOffset.UTC),
          new IngestMeters(registry));

  private static ApiCaller sender(
      long key, Optional<String> source, Optional<String> accountPrefix) {
    return new ApiCaller(key, Set.of(Scope.INGEST), source, accountPrefix);
  }

  private static String event(String fields) {
    return "{\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\"2026-03-04T11:00:00Z\""
        + (fields.isEmpty() ? "" : "," + fields)
        + "}";
  }

  private Receipt receive(String body, ApiCaller sender) throws IOException {
    return receive(body.getBytes(StandardCharsets.UTF_8), sender);
  }

  private Receipt receive(byte[] body, ApiCaller sender) throws IOException {
    return ingest.receive(new ByteArrayInputStream(body), sender);
  }

  private List<Event> logged() throws InterruptedException {
    return log.read(0, 10_000, Duration.ZERO).entries().stream()
        .map(entry -> ((LogEntry.Recorded) entry).event())
        .toList();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\n%s\n", "[%s,%s]", " \n[%s,\n%s]"})
  void takesEveryForm(String form) throws IOException {
    String body = String.format(form, event("\"event_id\":\"1\""), event("\"event_id\":\"2\""));
    assertThat(receive(body, ANYONE)).isEqualTo(new Receipt(2, 0, List.of()));
    byte[] compressed = gzip(body.getBytes(StandardCharsets.UTF_8));
    assertThat(receive(compressed, ANYONE)).isEqualTo(new Receipt(0, 2, List.of()));
  }

  @Test
  void saysThePlaceOfEveryRejectedEventAndKeepsIt() throws Exception {
    String body =
        String.join(
            "\n", event(""), "7", "{\"action\":\"x\"}", "{broken", event("\"event_id\":\"2\""));
    Receipt receipt = receive(body, ANYONE);
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.rejected()).extracting(Receipt.Refused::index).containsExactly(1, 2, 3);
    assertThat(receipt.rejected().get(1).reason()).isEqualTo("account_id is missing");
    assertThat(kept).extracting(Rejections.Piece::index).containsExactly(1, 2, 3);
    assertThat(logged()).hasSize(2);
  }

  @Test
  void countsARequestThatIsSentAgainOnceAndEqualEventsOfOneRequestEach() throws Exception {
    String body = (event("") + "\n").repeat(10);
    assertThat(receive(body, ANYONE).accepted()).isEqualTo(10);
    assertThat(receive(body, ANYONE)).isEqualTo(new Receipt(0, 10, List.of()));
    assertThat(logged()).extracting(Event::id).doesNotHaveDuplicates().hasSize(10);
  }

  private double counted(String name) {
    return registry.get("ringwatch.events." + name).counter().count();
  }

  private double rejected(String reason) {
    return registry.get("ringwatch.events.rejected").tag("reason", reason).counter().count();
  }

  @Test
  void countsWhatBecomesOfEventsByTheClassOfTheReason() throws IOException {
    String body =
        String.join(
            "\n",
            event(""),
            "7",
            "{\"action\":\"x\"}",
            "{broken",
            event("\"source\":\"mobile\""),
            event("\"event_id\":\"1\""),
            event("\"event_id\":\"1\""),
            event("").replace("\"a\"", "\"b\""),
            event("").replace("2026-03-04T11", "2026-01-04T11"),
            event("").replace("2026-03-04T11", "2026-03-05T11"));
    receive(body, sender(7, Optional.of("web"), Optional.of("a")));
    assertThat(counted("accepted")).isEqualTo(2);
    assertThat(counted("duplicate")).isEqualTo(1);
    assertThat(rejected("missing")).isEqualTo(1);
    assertThat(rejected("unusable")).isEqualTo(2);
    assertThat(rejected("not_allowed")).isEqualTo(2);
    assertThat(rejected("too_old")).isEqualTo(1);
    assertThat(rejected("ahead")).isEqualTo(1);
    assertThat(registry.get("ringwatch.append").timer().count()).isEqualTo(1);
  }

  @Test
  void rejectsWhatIsTooOldOrAhead() throws IOException {
    String body =
        event("").replace("2026-03-04T11", "2026-01-04T11")
            + "\n"
            + event("").replace("2026-03-04T11", "2026-03-05T11");
    assertThat(receive(body, ANYONE).rejected())
        .extracting(Receipt.Refused::reason)
        .satisfiesExactly(
            old -> assertThat(old).contains("older than the 30 days"),
            ahead -> assertThat(ahead).contains("in the future"));
  }

  @Test
  void letsAKeySpeakForItsSourceAndItsAccountsOnly() throws Exception {
    ApiCaller bound = sender(1, Optional.of("shop"), Optional.of("eu-"));
    String body =
        String.join(
            "\n",
            event("").replace("\"a\"", "\"eu-1\""),
            event("\"source\":\"shop\"").replace("\"a\"", "\"eu-2\""),
            event("\"source\":\"bank\"").replace("\"a\"", "\"eu-3\""),
            event("").replace("\"a\"", "\"us-4\""));
    Receipt receipt = receive(body, bound);
    assertThat(receipt.rejected()).extracting(Receipt.Refused::index).containsExactly(2, 3);
    assertThat(logged()).extracting(Event::source).containsOnly("shop");
  }

  @Test
  void rejectsWhatNoLogCanKeepAndTakesTheRest() throws Exception {
    String body =
        String.join(
            "\n",
            event("\"device_id\":\"a\\u0000b\""),
            event("\"event_id\":\"1\""),
            event("\"device_id\":\"\\ud800\""),
            event("\"account_created_at\":\"0000-01-01\""),
            event("\"attributes\":{\"a\\u0000b\":\"c\"}"),
            event("\"event_id\":\"2\""));
    Receipt receipt = receive(body, ANYONE);
    assertThat(receipt.rejected()).extracting(Receipt.Refused::index).containsExactly(0, 2, 3, 4);
    assertThat(receipt.rejected()).extracting(Receipt.Refused::reason).doesNotContain("");
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(logged()).extracting(Event::id).containsExactly("1", "2");
  }

  @Test
  void keepsEqualEventsOfTwoSourcesApart() throws Exception {
    ApiCaller shop = sender(1, Optional.of("shop"), Optional.empty());
    ApiCaller bank = sender(2, Optional.of("bank"), Optional.empty());
    String body = (event("") + "\n").repeat(3);
    assertThat(receive(body, shop).accepted()).isEqualTo(3);
    assertThat(receive(body, bank).accepted()).isEqualTo(3);
    assertThat(receive(body, bank).duplicates()).isEqualTo(3);
    String named = (event("\"source\":\"shop\"") + "\n").repeat(3);
    assertThat(receive(named, ANYONE).duplicates()).isEqualTo(3);
    assertThat(logged()).extracting(Event::source).containsOnly("shop", "bank").hasSize(6);
  }

  @Test
  void doesNotTakeEveryRefusalOfTheLogForARuleOfItsOwn() {
    EventLog broken =
        new DelegatingLog(log) {
          private boolean asked;

          @Override
          public Appended append(List<Event> events) {
            if (asked) {
              return super.append(events);
            }
            asked = true;
            throw new IllegalArgumentException("a fault in the log");
          }
        };
    Ingest into =
        new Ingest(
            broken,
            (key, pieces) -> {},
            LIMITS,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new IngestMeters(registry));
    byte[] body = event("").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> into.receive(new ByteArrayInputStream(body), ANYONE))
        .hasMessage("a fault in the log");
    assertThat(log.lastSeq()).isZero();
  }

  @Test
  void leavesTheRoomEmptyWhateverBecameOfABody() throws IOException {
    byte[] good = (event("") + "\n").repeat(50).getBytes(StandardCharsets.UTF_8);
    byte[] large = " ".repeat(150_001).getBytes(StandardCharsets.UTF_8);
    byte[] compressed = gzip(good);
    List<InputStream> bodies =
        List.of(
            new ByteArrayInputStream(good),
            new ByteArrayInputStream(large),
            new ByteArrayInputStream(gzip(large)),
            new ByteArrayInputStream(gzip(new byte[100_001])),
            new ByteArrayInputStream(gzip(new byte[10_000_000])),
            new ByteArrayInputStream(Arrays.copyOf(compressed, compressed.length - 5)),
            new ByteArrayInputStream(Arrays.copyOf(compressed, 5)),
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayInputStream("no json".getBytes(StandardCharsets.UTF_8)),
            hungUp(good),
            hungUp(compressed),
            new ByteArrayInputStream(
                (event("") + "\n").repeat(101).getBytes(StandardCharsets.UTF_8)));
    int taken = 0;
    int refused = 0;
    for (InputStream body : bodies) {
      try {
        ingest.receive(body, ANYONE);
        taken++;
      } catch (UnreadableBodyException | BodyTooLargeException e) {
        refused++;
      }
      assertThat(ingest.waitingBytes()).isZero();
    }
    assertThat(taken).isEqualTo(1);
    assertThat(refused).isEqualTo(bodies.size() - 1);
  }

  /** A body whose sender goes away halfway. */
  private static InputStream hungUp(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes, 0, bytes.length / 2)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
          throw new EOFException();
        }
        return count;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "account_id,action,timestamp\na,b,2026-03-04T11:00:00Z", "hi"})
  void refusesABodyThatIsNoJson(String body) {
    assertThatThrownBy(() -> receive(body, ANYONE)).isInstanceOf(UnreadableBodyException.class);
    assertThat(log.lastSeq()).isZero();
  }

  @Test
  void takesNothingOfABodyThatBreaksOff() throws IOException {
    byte[] whole = (event("") + "\n").repeat(50).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ingest.receive(hungUp(whole), ANYONE))
        .isInstanceOf(UnreadableBodyException.class);
    byte[] compressed = gzip(whole);
    byte[] cut = Arrays.copyOf(compressed, compressed.length - 5);
    assertThatThrownBy(() -> receive(cut, ANYONE)).isInstanceOf(UnreadableBodyException.class);
    assertThat(log.lastSeq()).isZero();
  }

  @Test
  void refusesMoreThanOneRequestMayBring() throws IOException {
    String many = (event("") + "\n").repeat(101);
    assertThatThrownBy(() -> receive(many, ANYONE)).isInstanceOf(BodyTooLargeException.class);
    byte[] bomb = gzip(new byte[10_000_000]);
    assertThatThrownBy(() -> receive(bomb, ANYONE)).isInstanceOf(RuntimeException.class);
    byte[] blanks = gzip(" ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> receive(blanks, ANYONE)).isInstanceOf(RuntimeException.class);
    byte[] twice = gzip(gzip(" ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> receive(twice, ANYONE)).isInstanceOf(UnreadableBodyException.class);
    assertThat(log.lastSeq()).isZero();
  }

  @Test
  void sendsRequestsAwayWhileOthersFillTheRoomAndTakesThemAfterwards() throws IOException {
    String body = (event("\"user_agent\":\"" + "x".repeat(2_000) + "\"") + "\n").repeat(40);
    InputStream nested =
        new FilterInputStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
              assertThatThrownBy(() -> receive(body, ANYONE)).isInstanceOf(RoomFullException.class);
            }
            return count;
          }
        };
    assertThat(ingest.receive(nested, ANYONE).accepted()).isEqualTo(40);
    assertThat(ingest.waitingBytes()).isZero();
    assertThat(receive(body, ANYONE).duplicates()).isEqualTo(40);
  }
}
