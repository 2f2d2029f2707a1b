package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.app.incident.SilenceDesk;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.incident.KeptSilence;
import dev.ringwatch.postgres.incident.Silences;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The silences as they are shown.
 *
 * @param frame what stands around them
 * @param may whether who looks may ask for silence
 * @param active those that go on now
 * @param coming those of which it is not the time yet
 * @param past those that are over
 * @param shape the form, and where older ones are
 */
record SilenceList(
    Frame frame, boolean may, List<Row> active, List<Row> coming, List<Row> past, Shape shape) {

  /** The kinds of incidents to choose from. */
  static final List<String> KINDS =
      Arrays.stream(IncidentKind.values()).map(IncidentKind::label).toList();

  /** What stands beside the lists. */
  record Shape(Optional<String> next, SilenceForm form) {}

  /**
   * A silence.
   *
   * @param number its number
   * @param what what it covers
   * @param when when, in words
   * @param state how it stands
   * @param reason why
   * @param author who asked for it
   * @param made when they did
   * @param held what it holds back
   * @param more how much more that is
   */
  record Row(
      long number,
      String what,
      String when,
      String state,
      String reason,
      String author,
      Moment made,
      List<OneIncident.Link> held,
      String more) {}

  static SilenceList of(
      Frame frame, SilenceDesk.Overview all, Shape shape, Names names, Instant now) {
    return new SilenceList(
        frame,
        !frame.role().equals(Role.VIEWER.word()),
        rows(all, true, names, now),
        rows(all, false, names, now),
        all.past().stream().map(one -> row(one, null, names, now)).toList(),
        shape);
  }

  private static List<Row> rows(
      SilenceDesk.Overview all, boolean active, Names names, Instant now) {
    return all.ahead().stream()
        .filter(one -> one.silence().end(now).isPresent() == active)
        .map(one -> row(one, all.held().get(one.id()), names, now))
        .toList();
  }

  private static Row row(KeptSilence kept, Silences.@Nullable Held held, Names names, Instant now) {
    List<Silences.HeldIncident> named = held == null ? List.of() : held.named();
    long more = held == null ? 0 : held.count() - named.size();
    return new Row(
        kept.id(),
        what(kept.silence()),
        when(kept.silence()),
        state(kept, names, now),
        Shown.line(kept.reason()),
        names.of(kept.createdBy()),
        Moment.of(kept.created(), now),
        named.stream().map(SilenceList::link).toList(),
        more > 0 ? "and " + Numbers.count(more) + " more" : "");
  }

  private static OneIncident.Link link(Silences.HeldIncident one) {
    Matter matter = Matter.of(one.dedupKey());
    return new OneIncident.Link(
        IncidentTable.page(one.id()), matter.kind() + " " + Shown.name(matter.subject()));
  }

  private static String what(Silence silence) {
    String subject = silence.subject();
    String kinds =
        silence.kinds().size() == IncidentKind.values().length
            ? "all incidents"
            : silence.kinds().stream()
                    .sorted()
                    .map(IncidentKind::label)
                    .collect(Collectors.joining(", "))
                + " incidents";
    return subject == null ? kinds : kinds + " of " + Shown.name(subject);
  }

  private static String when(Silence silence) {
    Instant end = silence.from().plus(silence.length());
    String span = Numbers.span(silence.from(), end) + " UTC";
    if (silence.rhythm() == Silence.Rhythm.ONCE) {
      return span;
    }
    return silence.rhythm().name().toLowerCase(Locale.ROOT)
        + ", first "
        + span
        + ", until "
        + Numbers.minute(silence.until());
  }

  private static String state(KeptSilence kept, Names names, Instant now) {
    Instant ended = kept.ended();
    String endedBy = kept.endedBy();
    if (ended != null) {
      String who = endedBy == null ? "" : " by " + names.of(endedBy);
      return "ended" + who + " " + Moment.of(ended, now).ago();
    }
    Silence silence = kept.silence();
    if (!silence.until().isAfter(now)) {
      return "over since " + Moment.of(silence.until(), now).ago();
    }
    return silence
        .end(now)
        .map(end -> "ends " + Moment.ahead(end, now).ago())
        .orElseGet(() -> begins(silence, now));
  }

  private static String begins(Silence silence, Instant now) {
    Instant next = next(silence, now);
    return next.isBefore(silence.until())
        ? "begins " + Moment.ahead(next, now).ago()
        : "its last part is over";
  }

  /** When it begins the next time. */
  private static Instant next(Silence silence, Instant now) {
    Optional<Duration> period = silence.rhythm().period();
    if (now.isBefore(silence.from()) || period.isEmpty()) {
      return silence.from();
    }
    long gone = Duration.between(silence.from(), now).dividedBy(period.get());
    return silence.from().plus(period.get().multipliedBy(gone + 1));
  }
}
