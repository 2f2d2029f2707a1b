package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on its way into the table, with what the server adds to it.
 *
 * @param verdict what somebody gives
 * @param known what is known of its subject
 * @param giver who gives it
 * @param ringVerdict of a member: the verdict about its ring; null for none
 * @param share which are looked at by a second person
 */
record VerdictRow(
    NewVerdict verdict, Known known, Giver giver, @Nullable Long ringVerdict, SecondShare share) {

  private static final String INSERT =
      """
      INSERT INTO verdicts (account_id, ring_id, verdict, abuse_type, origin,
        inclusion_probability, risk_score, reason, decided_by, decided_at, ring_verdict, second_of,
        appeal_id, audit_item, wants_second)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
      """;

  /** Why it cannot be; empty if it can. */
  Optional<String> refusal() {
    VerdictSubject subject = verdict.subject();
    Instant brought = verdict.source().decidedAt();
    if (!known.there()) {
      return Optional.of("there is no " + subject);
    }
    if (brought != null && brought.isAfter(giver.now())) {
      return Optional.of("decided_at " + brought + " has not come yet");
    }
    return switch (verdict.source().origin()) {
      case REVIEW, IMPORT -> Optional.empty();
      case AUDIT ->
          known.audit() == null && verdict.source().inclusionProbability() == null
              ? Optional.of(
                  subject
                      + " is no item of the random sample that waits, and there is no"
                      + " inclusion_probability of a sample drawn elsewhere")
              : Optional.empty();
      case SECOND_REVIEW ->
          refusal(known.second(), "nothing about " + subject + " waits for a second opinion");
      case APPEAL -> refusal(known.appeal(), "there is no open appeal of " + subject);
    };
  }

  private Optional<String> refusal(Known.@Nullable Waiting waiting, String none) {
    if (waiting == null) {
      return Optional.of(none);
    }
    return waiting.by().equals(giver.who())
        ? Optional.of(
            "you decided about " + verdict.subject() + " yourself; somebody else has to look again")
        : Optional.empty();
  }

  /**
   * That of an item of the random sample is one of the audit, why ever somebody came to look; but
   * who is judged with a ring was not looked at, and waits on.
   */
  private VerdictOrigin origin() {
    VerdictOrigin said = verdict.source().origin();
    boolean answers = ringVerdict == null && known.audit() != null;
    return said == VerdictOrigin.REVIEW && answers ? VerdictOrigin.AUDIT : said;
  }

  private @Nullable Double probability() {
    Double brought = verdict.source().inclusionProbability();
    Known.Sampled audit = known.audit();
    return brought == null && audit != null && origin() == VerdictOrigin.AUDIT
        ? Double.valueOf(audit.probability())
        : brought;
  }

  /** Never before the one that was entered before it, unless the time was brought along. */
  Instant decidedAt() {
    Instant brought = verdict.source().decidedAt();
    if (brought != null) {
      return brought.truncatedTo(ChronoUnit.MICROS);
    }
    Instant latest = known.latest();
    return latest != null && latest.isAfter(giver.now()) ? latest : giver.now();
  }

  private boolean wantsSecond() {
    boolean ours = origin() == VerdictOrigin.REVIEW || origin() == VerdictOrigin.AUDIT;
    return ours
        && ringVerdict == null
        && verdict.source().decidedAt() == null
        && share.has(verdict.subject(), known.before());
  }

  /** Writes it; its number. */
  long insert(Connection connection) throws SQLException {
    VerdictSubject subject = verdict.subject();
    VerdictOrigin origin = origin();
    Known.Sampled audit = known.audit();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, subject.isRing() ? null : subject.id());
      insert.setString(2, subject.isRing() ? subject.id() : null);
      insert.setString(3, verdict.judgement().word());
      insert.setString(4, verdict.abuseType());
      insert.setString(5, origin.word());
      insert.setObject(6, probability(), Types.DOUBLE);
      insert.setObject(7, known.score(), Types.DOUBLE);
      insert.setString(8, verdict.reason());
      insert.setString(9, giver.who());
      Columns.set(insert, 10, decidedAt());
      insert.setObject(11, ringVerdict, Types.BIGINT);
      insert.setObject(
          12, origin == VerdictOrigin.SECOND_REVIEW ? id(known.second()) : null, Types.BIGINT);
      insert.setObject(
          13, origin == VerdictOrigin.APPEAL ? id(known.appeal()) : null, Types.BIGINT);
      insert.setObject(
          14, origin == VerdictOrigin.AUDIT && audit != null ? audit.item() : null, Types.BIGINT);
      insert.setBoolean(15, wantsSecond());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Long id(Known.@Nullable Waiting waiting) {
    return Objects.requireNonNull(waiting, "it was not refused").id();
  }
}
