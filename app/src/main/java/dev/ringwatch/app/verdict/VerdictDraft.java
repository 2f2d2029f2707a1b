package dev.ringwatch.app.verdict;

import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.NewVerdict.Source;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as somebody wrote it: in a request, a form, or a line of a file.
 *
 * @param fields what was written, by the names of {@link #FIELDS}; what is blank counts as not
 *     written
 * @param members of which members of a ring it is also said
 */
public record VerdictDraft(Map<String, String> fields, Members members) {

  /** The names of texts that a draft takes. */
  public static final Set<String> FIELDS =
      Set.of(
          "account",
          "ring",
          "verdict",
          "abuse_type",
          "reason",
          "origin",
          "decided_at",
          "inclusion_probability");

  /** Strips the texts and drops blank ones. */
  public VerdictDraft {
    Map<String, String> said = new HashMap<>();
    fields.forEach((name, text) -> {
      // An id is what it is, blanks included.
      boolean isId = name.equals("account") || name.equals("ring");
      if (!text.isBlank()) {
        said.put(name, isId ? text : text.strip());
      }
    });
    fields = Map.copyOf(said);
  }

  /**
   * The verdict.
   *
   * @param types the kinds of harm that there are
   * @param usual the origin where none is written
   * @throws IllegalArgumentException if it cannot be, with a sentence
   */
  public NewVerdict made(AbuseTypes types, VerdictOrigin usual) {
    String word = text("verdict").orElse("");
    Judgement judgement =
        Judgement.of(word.toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    word.isEmpty()
                        ? "verdict is missing: abusive, benign or unsure"
                        : "verdict is abusive, benign or unsure, not " + word));
    return new NewVerdict(
        subject(), judgement, abuseType(types), text("reason").orElse(""), source(usual), members);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private VerdictSubject subject() {
    Optional<String> account = text("account");
    Optional<String> ring = text("ring");
    if (account.isPresent() == ring.isPresent()) {
      throw new IllegalArgumentException("it names one account or one ring, exactly one of them");
    }
    return account.map(VerdictSubject::account).orElseGet(() -> VerdictSubject.ring(ring.get()));
  }

  private @Nullable String abuseType(AbuseTypes types) {
    String type = fields.get("abuse_type");
    if (type != null && !types.words().contains(type)) {
      throw new IllegalArgumentException(
          "there is no abuse_type " + type + "; there are " + String.join(", ", types.words()));
    }
    return type;
  }

  private Source source(VerdictOrigin usual) {
    VerdictOrigin origin =
        text("origin")
            .map(word ->
                VerdictOrigin.of(word)
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "origin is one of "
                                + List.of(VerdictOrigin.values()).stream()
                                    .map(VerdictOrigin::word)
                                    .toList()
                                + ", not "
                                + word)))
            .orElse(usual);
    return new Source(
        origin,
        text("inclusion_probability").map(VerdictDraft::number).orElse(null),
        text("decided_at").map(VerdictDraft::time).orElse(null));
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "inclusion_probability is a number above 0 and at most 1, not " + text);
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "decided_at is a time such as 2026-11-26T12:00:00Z, not " + text);
    }
  }
}
