package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.Outcome;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {

  @ParameterizedTest
  @CsvSource({
    "JSON, 204, '', ARRIVED",
    "JSON, 400, '', AGAIN",
    "JSON, 404, no_service, AGAIN",
    "JSON, 410, '', GONE",
    "JSON, 301, '', AGAIN",
    "SLACK, 200, ok, ARRIVED",
    "SLACK, 404, no_service, GONE",
    "SLACK, 403, ' no_active_hooks ', GONE",
    "SLACK, 404, channel_not_found, GONE",
    "SLACK, 410, channel_is_archived, GONE",
    "SLACK, 400, invalid_payload, NEVER",
    "SLACK, 400, msg_blocks_too_long, NEVER",
    "SLACK, 403, action_prohibited, AGAIN",
    "SLACK, 404, '<html>a proxy</html>', AGAIN",
    "SLACK, 429, rate_limited, AGAIN",
    "SLACK, 500, rollup_error, AGAIN",
    "PAGERDUTY, 202, '', ARRIVED",
    "PAGERDUTY, 400, 'invalid event', NEVER",
    "PAGERDUTY, 429, '', AGAIN",
    "PAGERDUTY, 503, '', AGAIN",
    "TEAMS, 202, '', ARRIVED",
    "TEAMS, 200, 1, ARRIVED",
    "TEAMS, 200, 'failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId t', AGAIN",
    "TEAMS, 200, 'failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId t', NEVER",
    "TEAMS, 413, '', NEVER",
    "TEAMS, 404, '', AGAIN",
    "EMAIL, 250, '', ARRIVED",
    "EMAIL, 421, '', AGAIN",
    "EMAIL, 451, '', AGAIN",
    "EMAIL, 550, '', NEVER"
  })
  void isWhatTheReceiverDocuments(
      EndpointFormat format, int status, String body, Meaning expected) {
    assertThat(Meaning.of(format, status, body)).isEqualTo(expected);
  }

  @Test
  void givesUpWhatWouldBeRefusedAgainAndSaysWhy() {
    Attempt attempt = new Attempt(Alerts.NOON, 1, 400, "HTTP status 400", "invalid\nevent");
    Answer answer = new Answer(attempt, Optional.empty(), Meaning.NEVER);
    assertThat(new Retries(new SplittableRandom(1)).after(answer, 0))
        .isEqualTo(
            new Outcome.Dead(
                "the receiver would refuse it again: HTTP status 400: invalid\uFFFDevent"));
  }
}
