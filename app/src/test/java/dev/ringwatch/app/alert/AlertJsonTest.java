package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final AlertJson json = new AlertJson(new AlertLinks(() -> "https://ringwatch.example"));

  private static Alert alert(IncidentKind kind, String subject, int members) {
    return new Alert(
        7,
        kind.label() + ":" + subject,
        kind,
        IncidentChange.OPENED,
        subject,
        81.5,
        Band.HIGH,
        List.of(new Reason("ip_entropy", 81.5, "many addresses")),
        IntStream.range(0, members).mapToObj(i -> new AccountId("m" + i)).toList(),
        members,
        NOON);
  }

  @Test
  void saysWhatHappenedAndWhy() {
    assertThat(json.body(alert(IncidentKind.ACCOUNT, "a b", 0), false))
        .isEqualTo(
            """
            {"type":"incident.opened","timestamp":"2026-11-26T12:00:00Z","data":{"incident":7,\
            "dedup_key":"account:a b","kind":"account","change":"opened","subject":"a b",\
            "score":81.5,"band":"high","reasons":[{"name":"ip_entropy","points":81.5,\
            "sentence":"many addresses"}],"members":[],"member_count":0,"links":{\
            "page":"https://ringwatch.example/incidents/7",\
            "api":"https://ringwatch.example/v1/accounts/a%20b"}}}\
            """);
  }

  @Test
  void namesSomeMembersOfALargeRing() {
    JsonNode data =
        JsonMapper.shared()
            .readTree(json.body(alert(IncidentKind.RING, "r-1", 500), false))
            .path("data");
    assertThat(data.path("members")).hasSize(AlertJson.MOST_NAMED);
    assertThat(data.path("member_count").asInt()).isEqualTo(500);
    assertThat(data.path("links").path("page").asString())
        .isEqualTo("https://ringwatch.example/incidents/7");
  }
}
