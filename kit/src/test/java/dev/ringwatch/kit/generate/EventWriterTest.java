package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventWriterTest {

  private static final Event FULL =
      Event.builder(new AccountId("a1"), "login", Instant.parse("2026-01-05T23:59:59.007Z"))
          .id("e1")
          .ip("2a02:8001::1")
          .device("dev,1")
          .session("s")
          .target("t\"q\"")
          .targetOwner("line\nbreak")
          .outcome(Outcome.FAILURE)
          .enforced(true)
          .payment("zażółć \uD83D\uDE00")
          .userAgent("back\\slash")
          .country("PL")
          .accountCreatedAt(Instant.parse("1999-12-31T00:00:00Z"))
          .source("web")
          .build();
  private static final Event BARE =
      Event.builder(new AccountId("a2"), "view", Instant.parse("2026-01-06T00:00:00Z")).build();

  @Test
  void csvQuotesAsRfc4180Says() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventWriter writer = EventWriter.csv(out);
    writer.accept(FULL);
    writer.accept(BARE);
    writer.flush();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            event_id,account_id,action,timestamp,ip,device_id,session_id,target,target_owner,\
            outcome,enforced,payment_id,user_agent,country,account_created_at,source
            e1,a1,login,2026-01-05T23:59:59.007Z,2a02:8001::1,"dev,1",s,"t""q\""","line
            break",failure,true,zażółć \uD83D\uDE00,back\\slash,PL,1999-12-31T00:00:00.000Z,web
            ,a2,view,2026-01-06T00:00:00.000Z,,,,,,,false,,,,,
            """);
  }

  @Test
  void jsonEscapesAndLeavesOutWhatIsAbsent() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventWriter writer = EventWriter.ndjson(out);
    writer.accept(FULL);
    writer.accept(BARE);
    writer.flush();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"event_id\":\"e1\",\"account_id\":\"a1\",\"action\":\"login\","
                + "\"timestamp\":\"2026-01-05T23:59:59.007Z\",\"ip\":\"2a02:8001::1\","
                + "\"device_id\":\"dev,1\",\"session_id\":\"s\",\"target\":\"t\\\"q\\\"\","
                + "\"target_owner\":\"line\\u000abreak\",\"outcome\":\"failure\",\"enforced\":true,"
                + "\"payment_id\":\"zażółć \uD83D\uDE00\",\"user_agent\":\"back\\\\slash\","
                + "\"country\":\"PL\",\"account_created_at\":\"1999-12-31T00:00:00.000Z\","
                + "\"source\":\"web\"}",
            "{\"event_id\":\"\",\"account_id\":\"a2\",\"action\":\"view\","
                + "\"timestamp\":\"2026-01-06T00:00:00.000Z\",\"enforced\":false}");
  }

  @Test
  void truthHasARowForEveryAccountInTheOrderOfIds() {
    Map<AccountId, AccountTruth> accounts =
        Map.of(
            new AccountId("b"), new AccountTruth(true, "scraper", "single-1"),
            new AccountId("a"), new AccountTruth(false, "household", "household-3"),
            new AccountId("c"), new AccountTruth(false, "", ""));
    Truth truth = new Truth(new TreeMap<>(accounts), List.of(), List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TruthWriter.writeLabels(truth, out);
    TruthWriter.writeTruth(truth, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            account_id,label
            a,0
            b,1
            c,0
            account_id,label,kind,group_id
            a,0,household,household-3
            b,1,scraper,single-1
            c,0,,
            """);
  }

  @Test
  void failingStreamFailsTheWriter() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("disk full");
          }
        };
    EventWriter writer = EventWriter.csv(broken);
    assertThatThrownBy(writer::flush).isInstanceOf(UncheckedIOException.class);
  }
}
