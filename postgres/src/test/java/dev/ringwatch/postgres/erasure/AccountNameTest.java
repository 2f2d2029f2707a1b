package dev.ringwatch.postgres.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static String without(String id, String text) {
    return new AccountName(id, "erased-7").without(text).orElse(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user-17 again                   | erased-7 again",
        "with user-17, user-170 and user | with erased-7, user-170 and user",
        "auser-17 user-17y user-17-b     | auser-17 user-17y user-17-b",
        "account:user-17                 | account:erased-7",
        "follow (user-17)                | follow (erased-7)",
      })
  void isTakenOutWhereItStandsAsAWord(String text, String expected) {
    assertThat(without("user-17", text)).isEqualTo(expected);
  }

  @Test
  void isTakenOutInTheFormsInWhichPagesAndAddressesHaveIt() {
    assertThat(without("a<b>&1", "*a&lt;b&gt;&amp;1* at https://x/accounts?id=a%3Cb%3E%261"))
        .isEqualTo("*erased-7* at https://x/accounts?id=erased-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"score", "a", "second_review", "anna", "u1", "1001"})
  void leavesSentencesAloneWhereItMayBeAnOrdinaryWord(String id) {
    String sentence = "the " + id + " is \"" + id + "\" of " + id;
    assertThat(without(id, sentence)).isEqualTo(sentence);
    assertThat(without(id, id)).isEqualTo(id);
    assertThat(without(id, "account:" + id)).isEqualTo("account:erased-7");
  }

  @Test
  void isTakenOutOfWhatTheServerWroteAlsoWhereItMayBeAWord() {
    assertThat(
            without(
                "anna", "both did “follow” on anna, at the same moment; see /a?account_id=anna|it"))
        .isEqualTo(
            "both did “follow” on erased-7, at the same moment; see /a?account_id=erased-7|it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with jane99@mail.com.",
        "with acme:jane99",
        "a/jane99",
        "jane99.b",
        "x+jane99",
        "jane99/2"
      })
  void leavesAccountsAloneThatAreCalledNearlyTheSame(String text) {
    assertThat(without("jane99", text)).isEqualTo(text);
    assertThat(new AccountName("jane99", "erased-7").withoutWhole(text)).isEmpty();
  }

  @Test
  void isTakenOutOfAttributesOnlyWhereTheySayIt() {
    assertThat(
            AccountEvents.attributesWithout(
                "{\"band\":\"high\",\"account\":\"high\"}", new AccountName("high", "erased-7")))
        .contains("{\"account\":\"erased-7\",\"band\":\"high\"}");
    assertThat(
            AccountEvents.attributesWithout(
                "{\"by\":\"a\\\"b\\\\c-1\",\"of\":\"x\"}",
                new AccountName("a\"b\\c-1", "erased-7")))
        .contains("{\"by\":\"erased-7\",\"of\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-17", "a.b*c+d1", "x\\y[1]", "we({1})^$|?", "ä-17ö", "名前-17"})
  void isFoundByTheDatabaseAsByTheProgram(String id) throws SQLException {
    AccountName name = new AccountName(id, "erased-7");
    for (String text :
        List.of(
            id,
            "with " + id + ", and",
            "x" + id,
            id + "x",
            "\"" + id + "\"",
            "acme:" + id,
            "account:" + id,
            id + "@example.org",
            id + ".")) {
      String found =
          DATABASE.texts("SELECT " + quoted(text) + " ~ " + quoted(name.pattern())).getFirst();
      assertThat(found)
          .as("%s in %s", id, text)
          .isEqualTo(name.without(text).isPresent() ? "t" : "f");
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
