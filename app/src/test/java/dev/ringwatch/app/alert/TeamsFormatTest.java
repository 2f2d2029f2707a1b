package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TeamsFormatTest {

  private static String body(Alert alert) {
    return TeamsFormat.body(Wording.of(alert, false, Alerts.LINKS));
  }

  private static JsonNode card(String body) {
    JsonNode message = JsonMapper.shared().readTree(body);
    assertThat(message.path("type").asString()).isEqualTo("message");
    assertThat(message.path("attachments")).hasSize(1);
    JsonNode attachment = message.path("attachments").get(0);
    assertThat(attachment.path("contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.path("content");
    assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").asString()).isEqualTo("1.5");
    return card;
  }

  @Test
  void saysWhatHappenedAndWhy() {
    JsonNode card = card(body(Alerts.account(IncidentChange.ESCALATED, "u17")));
    JsonNode title = card.path("body").get(0).path("inlines").get(0);
    assertThat(title.path("text").asString())
        .isEqualTo("Incident escalated (high, score 81.5): account u17");
    assertThat(title.path("color").asString()).isEqualTo("Attention");
    assertThat(card.path("body").findValuesAsString("text"))
        .contains(
            "Score: 81.5, Band: high, Incident: 17, Key: account:u17",
            "• 12 accounts used this address (+40.3)");
    assertThat(card.path("actions").findValuesAsString("url"))
        .containsExactly(
            "https://ringwatch.example/incidents/17", "https://ringwatch.example/v1/accounts/u17");
  }

  private static List<Alert> hostile() {
    return Alerts.hostile();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsToTheLimitAndHasTextOnlyWhereThereIsNoMarkdown(Alert alert) {
    String body = body(alert);
    assertThat(body.getBytes(StandardCharsets.UTF_8).length).isLessThan(TeamsFormat.MAX_BYTES);
    assertThat(body.getBytes(StandardCharsets.UTF_16LE).length).isLessThan(TeamsFormat.MAX_BYTES);
    JsonNode card = card(body);
    for (JsonNode part : card.path("body")) {
      assertThat(part.path("type").asString()).isEqualTo("RichTextBlock");
      assertThat(part.path("inlines").findValuesAsString("type")).containsExactly("TextRun");
    }
    for (JsonNode action : card.path("actions")) {
      assertThat(action.path("type").asString()).isEqualTo("Action.OpenUrl");
      assertThat(action.path("url").asString()).startsWith("https://ringwatch.example/");
    }
    assertThat(card.findValuesAsString("text")).contains("• and 9980 more");
  }
}
