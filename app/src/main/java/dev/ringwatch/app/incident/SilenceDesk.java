package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.incident.KeptSilence;
import dev.ringwatch.postgres.incident.Silences;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where people ask for silence and end it, by a program or a form, and look at what there is. A
 * change is made and recorded in one transaction, a look is recorded before it is shown. Safe for
 * threads.
 */
public final class SilenceDesk {

  private final Silences silences;
  private final Audit audit;
  private final Clock clock;
  private final JsonMapper json;

  SilenceDesk(Silences silences, Audit audit, Clock clock, JsonMapper json) {
    this.silences = silences;
    this.audit = audit;
    this.clock = clock;
    this.json = json;
  }

  /**
   * What there is, as a page shows it.
   *
   * @param ahead those that are not over; some of them, if there are very many
   * @param past those that are, the newest first
   * @param held what those that are not over hold back, by their numbers
   */
  public record Overview(
      List<KeptSilence> ahead, List<KeptSilence> past, Map<Long, Silences.Held> held) {

    /** Copies the lists. */
    public Overview {
      ahead = List.copyOf(ahead);
      past = List.copyOf(past);
      held = Map.copyOf(held);
    }
  }

  /** A page of all, the newest first. */
  List<KeptSilence> page(Who who, long before, int limit) {
    recordLook(who);
    return IncidentReader.asked(() -> silences.page(before, limit));
  }

  /**
   * What there is, with some of those that are over.
   *
   * @param before of those that are over, those with smaller numbers only
   * @param limit the most to return of either
   * @param named how many incidents are named that one holds back
   */
  public Overview look(Who who, long before, int limit, int named) {
    recordLook(who);
    Instant now = clock.instant();
    return IncidentReader.asked(() -> {
      List<KeptSilence> ahead = silences.ahead(now).stream().limit(limit).toList();
      List<KeptSilence> past = silences.past(now, before, limit);
      // One that is over holds back until that is noticed, a few seconds later.
      return new Overview(
          ahead, past, silences.held(ahead.stream().map(KeptSilence::id).toList(), named));
    });
  }

  private void recordLook(Who who) {
    audit.record(who, AuditAction.SILENCE_LOOK, "", Audit.DONE, Map.of());
  }

  /**
   * Makes one.
   *
   * @param fields what the HTTP interface takes in a body, by its names
   * @throws org.springframework.web.server.ResponseStatusException if there can be no such silence
   */
  public KeptSilence add(Who who, Map<String, Object> fields) {
    return add(who, SilenceBody.of(json.valueToTree(fields), clock.instant()));
  }

  KeptSilence add(Who who, SilenceBody body) {
    Instant now = clock.instant();
    return IncidentReader.asked(() ->
        audit.change((connection, record) -> {
          KeptSilence silence =
              silences.add(connection, body.silence(), body.reason(), who.actor().toString(), now);
          record.accept(
              Audit.done(
                  who, AuditAction.SILENCE_ADD, Long.toString(silence.id()), details(silence)));
          return silence;
        }));
  }

  private static Map<String, String> details(KeptSilence silence) {
    Map<String, String> details = new TreeMap<>();
    details.put("reason", silence.reason());
    details.put("from", silence.silence().from().toString());
    details.put("length", silence.silence().length().toString());
    details.put("rhythm", silence.silence().rhythm().name().toLowerCase(Locale.ROOT));
    details.put("until", silence.silence().until().toString());
    details.put("kinds", silence.silence().kinds().stream().sorted().toList().toString());
    details.put("subject", Objects.requireNonNullElse(silence.silence().subject(), ""));
    return details;
  }

  /** The silence that a path names; empty if there is none. */
  public Optional<KeptSilence> find(String id) {
    return IncidentReader.isNumber(id)
        ? IncidentReader.asked(() -> silences.find(Long.parseLong(id)))
        : Optional.empty();
  }

  /**
   * Ends one before its time.
   *
   * @return as it is now; empty if it is over already
   */
  public Optional<KeptSilence> end(Who who, KeptSilence silence) {
    Instant now = clock.instant();
    return IncidentReader.asked(() ->
        audit.change((connection, record) -> {
          Optional<KeptSilence> over =
              silences.end(connection, silence.id(), who.actor().toString(), now);
          if (over.isPresent()) {
            record.accept(
                Audit.done(who, AuditAction.SILENCE_END, Long.toString(silence.id()), Map.of()));
          }
          return over;
        }));
  }
}
