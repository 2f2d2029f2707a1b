package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {

  @ParameterizedTest(name = "{0} of {1}, usual {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EVENTS                | 1       | 12    | acted 1 time; usual is 12
          EVENTS                | 1234567 | 1     | acted 1,234,567 times; usual is 1
          EVENTS                | 1e15    | 999e12 | acted more than 10^15 times; usual is 999,000,000,000,000
          ACTIONS_5M_MEAN       | 2.345   | 1     | made 2.35 actions per 5 minutes while active; usual is 1
          ACTIONS_5M_MAX        | 1       | 2     | made up to 1 action within 5 minutes; usual is 2
          ACTIONS_15M_MEAN      | 1       | 1.5   | made 1 action per 15 minutes while active; usual is 1.5
          ACTIONS_15M_MAX       | 31      | 2     | made up to 31 actions within 15 minutes; usual is 2
          ACTIONS_60M_MEAN      | 12.34   | 2     | made 12.3 actions per hour while active; usual is 2
          ACTIONS_60M_MEAN      | 123.4   | 100.5 | made 123 actions per hour while active; usual is 101
          ACTIONS_60M_MEAN      | 9.999   | 10.04 | made 10 actions per hour while active; usual is 10
          ACTIONS_60M_MAX       | 99999   | 2     | made up to 99,999 actions within an hour; usual is 2
          IP_ENTROPY            | 3.17    | 0     | spread its actions over addresses as if evenly over 9; usual is 1
          IP_ENTROPY            | 0       | 0.58  | spread its actions over addresses as if evenly over 1; usual is 1.5
          DISTINCT_IPS          | 1       | 2     | used 1 address; usual is 2
          DISTINCT_DEVICES      | 0       | 1     | used 0 devices; usual is 1
          DISTINCT_USER_AGENTS  | 3       | 1     | used 3 kinds of client; usual is 1
          DISTINCT_COUNTRIES    | 1       | 1     | acted from 1 country; usual is 1
          DEVICE_SHARING_MEAN   | 2.5     | 0     | shared each device with 2.5 other accounts on average; usual is 0
          DEVICE_SHARING_MAX    | 1       | 0     | shared a device with 1 other account; usual is 0
          DEVICE_SHARING_MAX    | 12      | 1     | shared a device with 12 other accounts; usual is 1
          IP_SHARING_MEAN       | 0.001   | 3     | shared each address with almost 0 other accounts on average; usual is 3
          IP_SHARING_MAX        | 1000000 | 3     | shared an address with 1,000,000 other accounts; usual is 3
          PAYMENT_SHARING_MAX   | 1       | 0     | shared a payment instrument with 1 other account; usual is 0
          SESSIONS              | 1       | 2     | had 1 session; usual is 2
          SESSION_VELOCITY_MEAN | 12      | 1     | acted at a pace of 12 actions an hour within its sessions; usual is 1 action an hour
          SESSION_VELOCITY_MEAN | 900     | 0     | acted at a pace of 15 actions a minute within its sessions; usual is 0 actions an hour
          SESSION_VELOCITY_MAX  | 3600000 | 40    | acted at a pace of 1,000 actions a second in its fastest session; usual is 40 actions an hour
          SESSION_VELOCITY_MEAN | 119     | 120   | acted at a pace of 119 actions an hour within its sessions; usual is 2 actions a minute
          SESSION_VELOCITY_MEAN | 60      | 7200  | acted at a pace of 60 actions an hour within its sessions; usual is 2 actions a second
          ENFORCEMENT_RATE      | 0.3333  | 0     | had action taken over at least 33.3 % of its events; usual is 0 %
          ENFORCED_EVENTS       | 1       | 0     | had action taken over 1 event; usual is 0
          ACCOUNT_AGE_DAYS      | 0       | 402   | was 0 s old; usual is 402 days
          ACCOUNT_AGE_DAYS      | 0.02    | 1100  | was 29 min old; usual is 3 years
          ACCOUNT_AGE_DAYS      | 1       | 9     | was 24 hours old; usual is 9 days
          ACCOUNT_AGE_DAYS      | 2       | 730.5 | was 2 days old; usual is 2 years
          ACTION_ENTROPY        | 2       | 1     | mixed its kinds of action as if evenly over 4; usual is 2
          GAP_BURSTINESS        | -1      | 0.71  | spaced its actions like clockwork (-1); usual is in bursts (0.71)
          GAP_BURSTINESS        | -0.2    | 0     | spaced its actions nearly evenly (-0.2); usual is at random (0)
          GAP_BURSTINESS        | -0.4    | -0.1  | spaced its actions nearly evenly (-0.4); usual is at random (-0.1)
          GAP_BURSTINESS        | 0.3     | 0.001 | spaced its actions in bursts (0.3); usual is at random (0)
          TYPICAL_GAP_SECONDS   | 2       | 121   | left 1 s between actions; usual is 2 min
          TYPICAL_GAP_SECONDS   | 7201    | 172801 | left 2 hours between actions; usual is 2 days
          TYPICAL_GAP_SECONDS   | 1       | 181   | left 0 s between actions; usual is 3 min
          TYPICAL_GAP_SECONDS   | 1.5     | 99999 | left less than 1 s between actions; usual is 28 hours
          FAILURE_RATE          | 0.83    | 0     | failed in at least 83 % of its attempts; usual is 0 %
          FAILURE_RATE          | 0       | 0.1   | failed in 0 % of its attempts; usual is 10 %
          FAILURE_RATE          | 0.001   | 0.001 | failed in at least 0.1 % of its attempts; usual is 0.1 %
          DISTINCT_TARGETS      | 2       | 1     | acted on 2 different targets; usual is 1
          TARGET_VARIETY        | 0.75    | 1     | used 3 of 4 actions on targets new to it; usual is all
          TARGET_VARIETY        | 1       | 0.5   | used all of its actions on targets new to it; usual is 1 of 2
          TARGET_VARIETY        | 0.6896  | 0.31  | used 69 % of its actions on targets new to it; usual is 31 %
          TARGET_VARIETY        | 0.6     | 0.16666666 | used 3 of 5 actions on targets new to it; usual is 16.7 %
          TARGET_VARIETY        | NaN     | 1     | used unknown actions on targets new to it; usual is all
          RESTLESSNESS          | 1       | 0     | kept up 100 % of its pace in its quietest six hours of the day; usual is 0 %
          RESTLESSNESS          | 0.0001  | 0.9999 | kept up under 0.1 % of its pace in its quietest six hours of the day; usual is over 99.9 %
          STRANGER_BURST        | 17      | 0     | made 17 actions within an hour of appearing on a new device at a new address; usual is 0
          STRANGER_BURST        | 1       | 0     | made 1 action within an hour of appearing on a new device at a new address; usual is 0
          ACTIVE_HOURS          | 1       | 2     | was active in 1 hour of the day; usual is 2
          NEW_IP_RATE           | 0.9     | 0.25  | made at least 90 % of a day's actions from addresses new to it; usual is 25 %
          NEW_DEVICE_RATE       | 0       | 0     | made 0 % of a day's actions on devices new to it; usual is 0 %
          OWN_DEVIATION         | 2       | 0     | did 7.4 times as much in one day as on its days before; usual is 1.0 times
          OWN_DEVIATION         | 7       | -0.7  | did 1,097 times as much in one day as on its days before; usual is 0.5 times
          PEER_DEVIATION        | 1.04    | 0.04  | stands out among accounts like it by 1.0 times the normal difference; usual is 0.04 times
          PEER_DEVIATION        | 6.04    | 0.7   | stands out among accounts like it by 6 times the normal difference; usual is 0.7 times
          """)
  void saysWhatAPersonUnderstands(Feature feature, double value, double usual, String sentence) {
    assertThat(feature.sentence(value, usual)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void staysASentenceWhateverTheValue(Feature feature) {
    double[] values = {0, 1e-12, 0.5, 1, 2, 1e6, 1e18, Double.NaN, -0.5};
    for (double value : values) {
      for (double usual : values) {
        String sentence = feature.sentence(value, usual);
        assertThat(sentence)
            .as("%s of %s, usual %s", feature, value, usual)
            .startsWith(feature.sentence(value) + "; usual is ")
            .endsWith(feature.words(usual))
            .doesNotContain("%s", "[", "|", "NaN", "Infinity", "null", "  ")
            .doesNotContainPattern("\\b1 (actions|accounts|events|times|addresses|targets)\\b");
      }
    }
  }

  @Test
  void needsAPlaceForBothNumbers() {
    for (String template :
        List.of("acted %s times", "acted often; usual is %s", "acted %s times; as usual")) {
      assertThatThrownBy(() -> new Sentence(template, Unit.COUNT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a sentence says a value and, after a semicolon, what is usual: " + template);
    }
    assertThat(new Sentence("%s [one|more]; usual %s times", Unit.COUNT).of(1, 2))
        .isEqualTo("1 one; usual 2 times");
  }

  @Test
  void saysAValueByItself() {
    assertThat(Feature.ACCOUNT_AGE_DAYS.words(1)).isEqualTo("24 hours");
    assertThat(Feature.EVENTS.words(Double.NaN)).isEqualTo("unknown");
  }
}
