package dev.ringwatch.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.erasure.AccountName;
import org.junit.jupiter.api.Test;

class TextsWithoutTest {

  private static final TextsWithout TEXTS = new TextsWithout();

  private static String without(String id, String text) {
    return TEXTS.without(text, new AccountName(id, "erased-7")).orElse(text);
  }

  @Test
  void takesAnAccountOutOfTheValuesOfJsonAndLeavesItsNames() {
    assertThat(
            without(
                "u-17",
                "{\"u-17\":{\"members\":[\"u-17\",\"u-18\"],\"said\":\"*u-17* did\",\"n\":17}}"))
        .isEqualTo(
            "{\"u-17\":{\"members\":[\"erased-7\",\"u-18\"],\"said\":\"*erased-7* did\",\"n\":17}}");
    assertThat(without("u-17", "[\"u-17\",[\"u-17\"]]")).isEqualTo("[\"erased-7\",[\"erased-7\"]]");
  }

  @Test
  void takesOneThatMayBeAWordForAnAccountOnlyWhereAccountsAreSaid() {
    assertThat(without("high", "{\"band\":\"high\",\"members\":[\"high\"],\"account\":\"high\"}"))
        .isEqualTo("{\"band\":\"high\",\"members\":[\"erased-7\"],\"account\":\"erased-7\"}");
    assertThat(without("high", "[\"high\"]")).isEqualTo("[\"erased-7\"]");
  }

  @Test
  void takesForASentenceWhatOnlyBeginsLikeJson() {
    assertThat(without("u-17", "[u-17] was seen")).isEqualTo("[erased-7] was seen");
  }

  @Test
  void saysNothingOfWhatDoesNotNameIt() {
    assertThat(TEXTS.without("{\"a\":\"u-170\"}", new AccountName("u-17", "erased-7"))).isEmpty();
  }

  @Test
  void takesOneThatMayBeAWordOutOfWhatAccountsDidTogether() {
    assertThat(
            without(
                "anna",
                "{\"evidence\":[{\"kind\":\"co_action\",\"value\":\"follow anna\"},"
                    + "{\"kind\":\"device\",\"value\":\"follow anna\"}]}"))
        .isEqualTo(
            "{\"evidence\":[{\"kind\":\"co_action\",\"value\":\"follow erased-7\"},"
                + "{\"kind\":\"device\",\"value\":\"follow anna\"}]}");
  }

  @Test
  void takesOnlyTheAccountItselfOutOfListsOfAccounts() {
    String members = "{\"members\":[\"jane99@x.org\",\"acme:jane99\",\"jane99 b\"]}";
    assertThat(without("jane99", members)).isEqualTo(members);
  }
}
