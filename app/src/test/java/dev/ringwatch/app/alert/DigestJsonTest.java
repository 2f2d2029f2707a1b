package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Digest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DigestJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final DigestJson json = new DigestJson(new AlertLinks(() -> "https://ringwatch.example"));

  private static Digest.Line line(int number, IncidentKind kind, String change) {
    String subject = kind.label() + " " + number;
    return new Digest.Line(
        new UUID(0, number), number, kind.label() + ":" + subject, kind, subject, change, "high");
  }

  @Test
  void saysHowManyOfWhatAndWhere() {
    assertThat(
            json.body(
                new Digest(
                    NOON,
                    List.of(
                        line(1, IncidentKind.ACCOUNT, "opened"),
                        line(2, IncidentKind.RING, "resolved")))))
        .isEqualTo(
            """
            {"type":"digest","timestamp":"2026-11-26T12:00:00Z","data":{"count":2,\
            "by_kind":{"account":1,"ring":1},"by_change":{"opened":1,"resolved":1},\
            "by_band":{"high":2},"first":[\
            {"message":"00000000-0000-0000-0000-000000000001","incident":1,\
            "dedup_key":"account:account 1","kind":"account","change":"opened",\
            "subject":"account 1","band":"high","links":{\
            "page":"https://ringwatch.example/incidents/1",\
            "api":"https://ringwatch.example/v1/accounts/account%201"}},\
            {"message":"00000000-0000-0000-0000-000000000002","incident":2,\
            "dedup_key":"ring:ring 2","kind":"ring","change":"resolved",\
            "subject":"ring 2","band":"high","links":{\
            "page":"https://ringwatch.example/incidents/2",\
            "api":"https://ringwatch.example/v1/rings/ring%202"}}],\
            "messages":["00000000-0000-0000-0000-000000000001",\
            "00000000-0000-0000-0000-000000000002"],"links":{\
            "page":"https://ringwatch.example/incidents",\
            "api":"https://ringwatch.example/v1/incidents"}}}\
            """);
  }

  @Test
  void namesTheFirstAndTheIdsOfAll() {
    List<Digest.Line> lines =
        IntStream.range(0, 500).mapToObj(i -> line(i, IncidentKind.ACCOUNT, "opened")).toList();
    JsonNode data = JsonMapper.shared().readTree(json.body(new Digest(NOON, lines))).path("data");
    assertThat(data.path("count").asInt()).isEqualTo(500);
    assertThat(data.path("first")).hasSize(DigestJson.MOST_NAMED);
    assertThat(data.path("messages")).hasSize(500);
  }
}
