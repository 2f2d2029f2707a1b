package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "NULL",
        "None",
        "nan",
        "NaN",
        "nil",
        "N/A",
        "\\N",
        "-",
        "undefined",
        "(null)"
      })
  void knowsTheWordsForNothing(String text) {
    assertThat(Words.isAbsent(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NA", "0", "unknown", "nobody", "--", "nullable", "no"})
  void takesNoOtherWordForNothing(String text) {
    assertThat(Words.isAbsent(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "success, SUCCESS",
    "Succeeded, SUCCESS",
    "OK, SUCCESS",
    "true, SUCCESS",
    "1, SUCCESS",
    "failure, FAILURE",
    "FAILED, FAILURE",
    "false, FAILURE",
    "0, FAILURE",
    "denied, FAILURE",
    "pending, UNKNOWN",
  })
  void readsOutcomes(String text, Outcome expected) {
    assertThat(Words.outcome(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "login_success, SUCCESS",
    "login_succeeded, SUCCESS",
    "login.success, SUCCESS",
    "cowrie.login.failed, FAILURE",
    "LOGIN_FAILED, FAILURE",
    "payment-failure, FAILURE",
    "login, UNKNOWN",
    "failed, UNKNOWN",
    "success_page_view, UNKNOWN",
    "unfailed, UNKNOWN",
  })
  void readsTheOutcomeOffTheEndOfAnActionsName(String action, Outcome expected) {
    assertThat(Words.outcomeOfAction(action)).isEqualTo(expected);
  }

  @Test
  void readsYesAndNo() {
    assertThat(Words.yesOrNo("Yes")).contains(true);
    assertThat(Words.yesOrNo("t")).contains(true);
    assertThat(Words.yesOrNo("0")).contains(false);
    assertThat(Words.yesOrNo("")).contains(false);
    assertThat(Words.yesOrNo("ban")).isEmpty();
  }
}
