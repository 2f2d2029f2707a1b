package dev.ringwatch.app.setup;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.audit.AuditRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The audit log as it is shown.
 *
 * @param frame what stands around it
 * @param asked what was said, by name
 * @param rows a row each, the newest first
 * @param next where the next page is
 * @param csv all of it as a file
 * @param check whether it is as it was written
 */
record AuditList(
    Frame frame,
    Map<String, String> asked,
    Panel<List<Row>> rows,
    Optional<String> next,
    String csv,
    Check check) {

  /** The actions to choose from: each, and all of a kind. */
  static final List<String> ACTIONS = actions();

  /** Who may be chosen, besides somebody who is typed in. */
  static final List<String> ACTORS = List.of("operator", "api_key", "console", "system");

  private static List<String> actions() {
    TreeSet<String> words = new TreeSet<>();
    Arrays.stream(AuditAction.values())
        .map(AuditAction::word)
        .forEach(word -> {
          words.add(word.substring(0, word.indexOf('.') + 1));
          words.add(word);
        });
    return List.copyOf(words);
  }

  /**
   * A row.
   *
   * @param seq its number
   * @param at when
   * @param who who did it
   * @param ofWho all that they did
   * @param action what was done
   * @param object to what; empty for nothing in particular
   * @param outcome how it ended, if it was not done
   * @param details what else there is to say
   */
  record Row(
      long seq,
      Moment at,
      String who,
      String ofWho,
      String action,
      String object,
      String outcome,
      String details) {}

  /**
   * Whether it is as it was written.
   *
   * @param running whether a look goes on
   * @param at when the last look of this server ended; empty before the first
   * @param bad whether something is wrong
   * @param sentence what it found
   * @param findings what is wrong
   */
  record Check(
      boolean running, Optional<Moment> at, boolean bad, String sentence, List<String> findings) {

    static Check of(AuditVerification verification, Instant now) {
      Optional<AuditVerification.Result> last = verification.last();
      return new Check(
          verification.isRunning(),
          last.map(result -> Moment.of(result.at(), now)),
          last.map(result -> !result.whole()).orElse(false),
          last.map(AuditVerification.Result::sentence).orElse(""),
          last.map(result -> result.findings().stream().map(Shown::line).toList())
              .orElse(List.of()));
    }
  }

  /**
   * How rows are shown.
   *
   * @param verification says whether they are as they were written
   * @param names of operators
   * @param now the present
   */
  record Shape(AuditVerification verification, Names names, Instant now) {}

  static AuditList of(Frame frame, AuditQuery query, Panel<List<AuditRow>> found, Shape shape) {
    List<AuditRow> rows = found.content().orElse(List.of());
    List<AuditRow> shown = rows.subList(0, Math.min(query.limit(), rows.size()));
    Panel<List<Row>> panel =
        found.content().isEmpty()
            ? Panel.failed(found.trouble())
            : Panel.of(shown.stream().map(row -> row(row, query, shape)).toList());
    Optional<String> next =
        rows.size() > query.limit()
            ? Optional.of(address(query, "cursor", AuditQuery.after(shown.getLast().seq())))
            : Optional.empty();
    return new AuditList(
        frame,
        query.asked(),
        panel,
        next,
        Choice.address("/csv/audit", query.asked(), "", ""),
        Check.of(shape.verification(), shape.now()));
  }

  private static String address(AuditQuery query, String name, String value) {
    return Choice.address(AuditQuery.PATH, query.asked(), name, value);
  }

  private static Row row(AuditRow row, AuditQuery query, Shape shape) {
    String actor =
        row.actorId().isEmpty() ? row.actorKind() : row.actorKind() + " " + row.actorId();
    return new Row(
        row.seq(),
        Moment.of(row.at(), shape.now()),
        shape.names().of(actor),
        address(query, "who", actor),
        Shown.name(row.action()),
        row.object().plain().map(Shown::name).orElse("erased"),
        row.outcome().equals("done") ? "" : Shown.name(row.outcome()),
        row.details().plain().map(AuditList::words).orElse("erased"));
  }

  private static String words(Map<String, String> details) {
    return Shown.line(
        new TreeMap<>(details)
            .entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining("; ")));
  }

  /** What was said for a name; empty if nothing was. */
  String said(String name) {
    return asked.getOrDefault(name, "");
  }
}
