package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagerDutyFormatTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final PagerDutyFormat format = new PagerDutyFormat(Alerts.LINKS);

  private JsonNode body(Alert alert, boolean test) {
    return JsonMapper.shared().readTree(format.body(alert, test));
  }

  @Test
  void saysWhatHappenedAndWhy() {
    assertThat(body(Alerts.account(IncidentChange.OPENED, "u17"), false))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"event_action":"trigger","dedup_key":"account:u17#17","client":"Ringwatch",
                     "client_url":"https://ringwatch.example/incidents/17",
                     "links":[
                      {"href":"https://ringwatch.example/incidents/17","text":"Open in Ringwatch"},
                      {"href":"https://ringwatch.example/v1/accounts/u17","text":"Evidence"}],
                     "payload":{"summary":"Incident opened (high, score 81.5): account u17",
                      "source":"ringwatch.example","severity":"critical",
                      "timestamp":"2026-11-26T12:00:00Z","component":"u17","group":"account",
                      "class":"coordinated abuse",
                      "custom_details":{"incident":17,"change":"opened",
                       "meaning":"There was no incident of this matter before.",
                       "score":"81.5","band":"high",
                       "reasons":["12 accounts used this address (+40.3)"],
                       "members":[],"member_count":0}}}
                    """));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENED, trigger",
    "REOPENED, trigger",
    "ESCALATED, trigger",
    "ACKNOWLEDGED, acknowledge",
    "WITHDRAWN, resolve",
    "RESOLVED, resolve"
  })
  void triggersAndResolvesOneIncidentOfAMatter(IncidentChange change, String action) {
    JsonNode body = body(Alerts.account(change, "u17"), false);
    assertThat(body.path("event_action").asString()).isEqualTo(action);
    assertThat(body.path("dedup_key").asString()).isEqualTo("account:u17#17");
  }

  @Test
  void triesOutUnderAKeyOfItsOwn() {
    JsonNode body = body(Alerts.account(IncidentChange.RESOLVED, "u17"), true);
    assertThat(body.path("event_action").asString()).isEqualTo("trigger");
    assertThat(body.path("dedup_key").asString()).isEqualTo("ringwatch-test");
    assertThat(body.at("/payload/severity").asString()).isEqualTo("info");
  }

  @Test
  void holdsItsKeyOnlyOnceItIsSent() {
    String body = format.body(Alerts.account(IncidentChange.OPENED, "u17"), false);
    JsonNode sent = JsonMapper.shared().readTree(PagerDutyFormat.withRoutingKey(body, KEY));
    assertThat(sent.path("routing_key").asString()).isEqualTo(KEY);
    assertThat(sent.path("dedup_key").asString()).isEqualTo("account:u17#17");
    assertThat(body).doesNotContain("routing_key");
  }

  @Test
  void keepsLongKeysApart() {
    Set<String> keys = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      Alert alert = Alerts.account(IncidentChange.OPENED, "x".repeat(400) + i);
      keys.add(body(alert, false).path("dedup_key").asString());
    }
    assertThat(keys)
        .hasSize(100)
        .allSatisfy(key -> assertThat(key.length()).isLessThanOrEqualTo(PagerDutyFormat.MAX_KEY));
  }

  private static List<Alert> hostile() {
    return Alerts.hostile();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsToTheLimits(Alert alert) {
    String text = format.body(alert, false);
    assertThat(text.getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(PagerDutyFormat.MAX_EVENT_BYTES);
    JsonNode body = JsonMapper.shared().readTree(text);
    assertThat(body.path("dedup_key").asString()).hasSizeBetween(1, PagerDutyFormat.MAX_KEY);
    JsonNode payload = body.path("payload");
    assertThat(payload.path("summary").asString()).hasSizeBetween(1, PagerDutyFormat.MAX_SUMMARY);
    assertThat(payload.path("source").asString()).isNotEmpty();
    assertThat(payload.path("severity").asString()).isEqualTo("warning");
    JsonNode details = payload.path("custom_details");
    assertThat(details.path("members")).hasSize(AlertWords.MOST_MEMBERS + 1);
    assertThat(details.path("member_count").asInt()).isEqualTo(10_000);
  }
}
