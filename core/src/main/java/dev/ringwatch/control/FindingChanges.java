package dev.ringwatch.control;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.FindingsInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hunt found as the log has it: a JSON object.
 *
 * @param hunt which hunt
 * @param points what each account's risk is raised by
 * @param until the minute from which that stands no more, as ISO 8601
 * @param accounts ids
 */
record FindingChanges(String hunt, int points, String until, List<String> accounts) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static String text(FindingsInForce findings) {
    return JSON.writeValueAsString(
        new FindingChanges(
            findings.hunt(),
            findings.points(),
            findings.until().start().toString(),
            findings.accounts().stream().map(AccountId::value).toList()));
  }

  /** The same text without an account; empty if it does not name it. */
  static Optional<String> without(String text, String account) {
    FindingChanges read = JSON.readValue(text, FindingChanges.class);
    List<String> others = read.accounts.stream().filter(one -> !one.equals(account)).toList();
    return others.size() == read.accounts.size()
        ? Optional.empty()
        : Optional.of(
            JSON.writeValueAsString(
                new FindingChanges(read.hunt, read.points, read.until, others)));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws RuntimeException if it is anything else
   */
  static Control.ChangeFindings parse(Tick effectiveFrom, String text) {
    FindingChanges read = JSON.readValue(text, FindingChanges.class);
    return new Control.ChangeFindings(
        effectiveFrom,
        new FindingsInForce(
            read.hunt,
            read.points,
            Tick.of(Instant.parse(read.until)),
            read.accounts.stream().map(AccountId::new).toList()));
  }
}
