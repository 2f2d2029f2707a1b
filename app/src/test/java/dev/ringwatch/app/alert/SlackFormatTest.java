package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackFormatTest {

  private static JsonNode body(Alert alert, boolean test) {
    return JsonMapper.shared().readTree(SlackFormat.body(Wording.of(alert, test, Alerts.LINKS)));
  }

  @Test
  void saysWhatHappenedAndWhy() {
    JsonNode body = body(Alerts.account(IncidentChange.OPENED, "u17"), false);
    String title = "Incident opened (high, score 81.5): account u17";
    assertThat(body.path("text").asString()).isEqualTo(title);
    assertThat(body.path("blocks").get(0))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"type":"header","text":{"type":"plain_text","emoji":false,"text":"%s"}}
                    """
                        .formatted(title)));
    assertThat(texts(body.path("blocks")))
        .contains(
            "Score: 81.5",
            "Band: high",
            "Incident: 17",
            "Key: account:u17",
            "Why\n• 12 accounts used this address (+40.3)",
            "<https://ringwatch.example/incidents/17|Open in Ringwatch>",
            "<https://ringwatch.example/v1/accounts/u17|Evidence>");
  }

  /** All texts below, in order. */
  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : node.findValues("text")) {
      texts.addAll(text.isString() ? List.of(text.stringValue()) : texts(text));
    }
    node.findValues("fields")
        .forEach(fields -> fields.forEach(one -> texts.add(one.path("text").asString())));
    return texts;
  }

  @Test
  void saysThatItIsATestAndThatAnIncidentReopened() {
    assertThat(body(Alerts.account(IncidentChange.OPENED, "u"), true).path("text").asString())
        .startsWith("Test of this endpoint: incident opened");
    assertThat(body(Alerts.account(IncidentChange.REOPENED, "u"), false).toString())
        .contains("Incident reopened", "and it had been closed");
  }

  private static List<Alert> hostile() {
    return Alerts.hostile();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsToTheLimitsAndLetsNothingMentionOrFormat(Alert alert) {
    JsonNode body = body(alert, false);
    assertThat(body.path("text").asString()).doesNotContain("<", ">");
    JsonNode blocks = body.path("blocks");
    assertThat(blocks.size()).isBetween(5, SlackFormat.MAX_BLOCKS);
    assertThat(blocks.toString().length()).isLessThan(2 * SlackFormat.MAX_IN_ALL);
    int all = 0;
    for (JsonNode text : blocks.findValues("text")) {
      if (text.isObject()) {
        all += checked(text);
      }
    }
    assertThat(blocks.get(0).at("/text/text").asString())
        .hasSizeLessThanOrEqualTo(SlackFormat.MAX_HEADER);
    for (JsonNode field : blocks.get(2).path("fields")) {
      all += checked(field);
      assertThat(field.path("text").asString()).hasSizeLessThanOrEqualTo(2_000);
    }
    assertThat(all).isLessThan(SlackFormat.MAX_IN_ALL);
    assertThat(body.toString()).contains("reopened").contains("Members (10000)");
  }

  private static int checked(JsonNode object) {
    String text = object.path("text").asString();
    assertThat(text).hasSizeBetween(1, SlackFormat.MAX_TEXT);
    if (object.path("type").asString().equals("mrkdwn")) {
      assertThat(text).matches("<https://ringwatch\\.example/[A-Za-z0-9/%+*._-]+\\|[A-Za-z ]+>");
    } else {
      assertThat(object.path("type").asString()).isEqualTo("plain_text");
      assertThat(text).doesNotContain("<", ">");
      assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }
    return text.length();
  }

  @Test
  void cutsNoEscapeInHalf() {
    for (int most = 1; most < 40; most++) {
      String cut = SlackFormat.escaped("&<>&😀&<>&😀", most);
      assertThat(cut).hasSizeLessThanOrEqualTo(most);
      assertThat(cut.replaceAll("&(amp|lt|gt);|😀|…", "")).isEmpty();
    }
  }
}
