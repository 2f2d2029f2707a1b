package dev.ringwatch.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryJsonTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @Test
  void writesEveryTotal() throws IOException {
    JsonNode json = written(Optional.of(new Summary.Quality(7, 93, 0.99, 0.9, 0.85)));
    assertThat(json.at("/versions/ringwatch").asString()).isEqualTo("0.1.0");
    assertThat(json.at("/configuration/seed").asLong()).isEqualTo(42);
    assertThat(json.at("/model/origin").asString()).isEqualTo("loaded");
    assertThat(json.at("/model/trained_on_accounts").asInt()).isEqualTo(5_000);
    assertThat(json.at("/inputs/0/name").asString()).isEqualTo("a\"</script>\u2028.csv");
    assertThat(json.at("/events/used").asLong()).isEqualTo(1_000);
    assertThat(json.at("/events/first").asString()).isEqualTo("2026-03-02T00:00:00Z");
    assertThat(json.at("/events/rejected").asLong()).isEqualTo(5);
    assertThat(json.at("/rejected/no account_id").asLong()).isEqualTo(5);
    assertThat(json.at("/accounts/total").asLong()).isEqualTo(100);
    assertThat(json.at("/accounts/high").asLong()).isEqualTo(4);
    assertThat(json.at("/rings/accounts").asLong()).isEqualTo(9);
    assertThat(json.at("/quality/recall_at_2_percent_fpr").asDouble()).isEqualTo(0.85);
    assertThat(json.at("/timings_seconds/total").asDouble()).isEqualTo(1.5);
  }

  @Test
  void saysThatThereWereNoLabels() throws IOException {
    assertThat(written(Optional.empty()).at("/quality").isNull()).isTrue();
  }

  private static JsonNode written(Optional<Summary.Quality> quality) throws IOException {
    StringBuilder out = new StringBuilder();
    SummaryJson.write(summary(quality), out);
    assertThat(out.toString()).endsWith("}\n");
    return JsonMapper.builder().build().readTree(out.toString());
  }

  private static Summary summary(Optional<Summary.Quality> quality) {
    return new Summary(
        new Summary.Run(
            Map.of("ringwatch", "0.1.0"),
            new Summary.Configuration(42, 40, 70),
            new Summary.Model(true, 5_000, 42),
            START,
            List.of(
                new Summary.Stage("read", Duration.ofSeconds(1)),
                new Summary.Stage("score", Duration.ofMillis(500)))),
        new Summary.Intake(
            List.of(new Summary.Input("a\"</script>\u2028.csv", 1_000)),
            1_000,
            3,
            Map.of("no account_id", 5L),
            Optional.of(new Summary.Period(START, START.plusSeconds(60)))),
        new Summary.Accounts(90, 6, 4, 40),
        new Summary.Rings(2, 9, 14),
        quality);
  }
}
