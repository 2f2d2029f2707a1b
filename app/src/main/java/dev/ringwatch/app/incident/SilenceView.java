package dev.ringwatch.app.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.postgres.incident.KeptSilence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A silence as the HTTP interface shows it. Names are a contract.
 *
 * @param id its number
 * @param kinds of which incidents
 * @param subject of which account or ring; null for all
 * @param reason why somebody wanted it
 * @param startsAt when it begins, for the first time if it repeats
 * @param endsAt when it ends, for the first time if it repeats
 * @param rhythm once, daily or weekly
 * @param until when it ends for good
 * @param holds whether it goes on now
 * @param createdBy who wanted it
 * @param createdAt when
 * @param endedAt when somebody ended it before its time; null if nobody did
 * @param endedBy who did
 */
record SilenceView(
    long id,
    List<String> kinds,
    @Nullable String subject,
    String reason,
    Instant startsAt,
    Instant endsAt,
    String rhythm,
    Instant until,
    boolean holds,
    String createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {

  static SilenceView of(KeptSilence kept, Instant now) {
    Silence silence = kept.silence();
    return new SilenceView(
        kept.id(),
        silence.kinds().stream().sorted().map(IncidentKind::label).toList(),
        silence.subject(),
        kept.reason(),
        silence.from(),
        silence.from().plus(silence.length()),
        silence.rhythm().name().toLowerCase(Locale.ROOT),
        silence.until(),
        kept.ended() == null && silence.end(now).isPresent(),
        kept.createdBy(),
        kept.created(),
        kept.ended(),
        kept.endedBy());
  }

  /**
   * A page of silences.
   *
   * @param silences the newest first
   * @param next the cursor of the next page; null if there is none
   */
  record Page(List<SilenceView> silences, @Nullable String next) {}
}
