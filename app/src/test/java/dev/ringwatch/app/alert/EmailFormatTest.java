package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EmailFormatTest {

  private static Letter letter(Alert alert, boolean test) {
    String body = EmailFormat.body(Wording.of(alert, test, Alerts.LINKS));
    return JsonMapper.shared().readValue(body, Letter.class);
  }

  @Test
  void saysWhatHappenedAndWhy() {
    Letter letter = letter(Alerts.account(IncidentChange.OPENED, "u17"), false);
    assertThat(letter.subject())
        .isEqualTo("[Ringwatch] Incident opened (high, score 81.5): account u17");
    assertThat(letter.thread()).isEqualTo("incident-17@ringwatch.example");
    assertThat(letter.at()).isEqualTo(Alerts.NOON);
    assertThat(letter.text())
        .isEqualTo(
            """
            Incident opened (high, score 81.5): account u17

            There was no incident of this matter before.

            Score: 81.5
            Band: high
            Incident: 17
            Key: account:u17

            Why:
            - 12 accounts used this address (+40.3)

            Open in Ringwatch: https://ringwatch.example/incidents/17
            Evidence: https://ringwatch.example/v1/accounts/u17
            """);
    assertThat(letter.html())
        .contains(
            "<li>12 accounts used this address (+40.3)</li>",
            "<a href=\"https://ringwatch.example/incidents/17\">Open in Ringwatch</a>");
  }

  @Test
  void keepsTestsOutOfTheThreadsOfIncidents() {
    Letter letter = letter(Alerts.account(IncidentChange.OPENED, "u17"), true);
    assertThat(letter.thread()).isEqualTo("test@ringwatch.example");
    assertThat(letter.subject()).startsWith("[Ringwatch] Test of this endpoint: incident opened");
  }

  private static List<Alert> hostile() {
    return Alerts.hostile();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isOneLineOfSubjectAndNoTagsButItsOwn(Alert alert) {
    Letter letter = letter(alert, false);
    assertThat(letter.subject()).hasSizeBetween(1, EmailFormat.MAX_SUBJECT);
    assertThat(letter.subject().chars()).noneMatch(Character::isISOControl);
    String tags =
        "<!DOCTYPE html>|</?(html|body|h2|h3|p|ul|li)>"
            + "|<a href=\"https://ringwatch\\.example/[^\"<>]*\">|</a>";
    assertThat(letter.html().replaceAll(tags, "")).doesNotContain("<", ">");
    assertThat(letter.text()).contains("- and 9980 more").contains("reopened");
  }
}
