package dev.ringwatch.app.erasure;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ErasedAccount;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.audit.AuditActor;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.erasure.AccountEvents;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.erasure.Erasure;
import dev.ringwatch.postgres.erasure.Erasures;
import dev.ringwatch.postgres.erasure.Mentions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left to do once the log and the state have an account no more: rows that were written
 * meanwhile, mentions, archived files, the audit log. Used by one thread.
 */
final class Aftermath {

  private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

  /** For so long nothing may have named it before it is done: requests under way end by then. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /** After so long it is done in any case: of whom events go on coming, it is somebody new. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int NAMED = 5;

  private final Erasures list;
  private final AccountRows rows;
  private final AccountEvents events;
  private final Mentions mentions;
  private final ArchivedDays archived;
  private final Optional<Archive> archive;
  private final AuditLog auditLog;
  private final boolean copied;
  private final Clock clock;

  /** By the erasure's number: since when nothing named it any more. */
  private final Map<Long, Instant> quietSince = new HashMap<>();

  /** By the erasure's number: when it was gone through first. */
  private final Map<Long, Instant> begun = new HashMap<>();

  /** By the erasure's number: listed files that could not be gone through. */
  private final Map<Long, List<String>> missing = new HashMap<>();

  /** How far it is. */
  enum Progress {
    /** Nothing names it any more. */
    READY,
    /** It is looked at once more in a while. */
    SETTLING,
    /** The log names it, so that all begins anew. */
    NAMED_AGAIN
  }

  /**
   * The work on a database.
   *
   * @param copied whether the log is the copy of one that is kept elsewhere
   */
  Aftermath(
      DataSource database,
      Optional<Archive> archive,
      AuditLog auditLog,
      boolean copied,
      Clock clock) {
    this.list = new Erasures(database);
    this.rows = new AccountRows(database);
    this.events = new AccountEvents(database, Detection::recordWithout);
    this.mentions = new Mentions(database, new TextsWithout());
    this.archived = new ArchivedDays(database);
    this.archive = archive;
    this.auditLog = auditLog;
    this.copied = copied;
    this.clock = clock;
  }

  /** The account of an erasure that is not done. */
  static AccountName name(Erasure one) {
    return new AccountName(Objects.requireNonNull(one.account()), one.pseudonym());
  }

  /** Goes through everything once; of archived files only the first time. */
  Progress goOn(Erasure one) throws SQLException, IOException {
    AccountName name = name(one);
    long more = rows.remove(name);
    boolean quiet = mentions.rename(name).isEmpty() && more == 0;
    if (events.isNamedByRecords(name)) {
      quietSince.remove(one.id());
      list.forgetting(one.id(), more, "the log named it again meanwhile; it is erased once more");
      return Progress.NAMED_AGAIN;
    }
    if (!missing.containsKey(one.id())) {
      ErasedAccount.Outcome files = eraseFromFiles(name);
      more += files.rows();
      missing.put(one.id(), files.missing());
    }
    auditLog.eraseNaming(AuditActor.system(), name.id(), name.pattern());
    list.forgetting(one.id(), more, "");
    return progress(one.id(), quiet);
  }

  private Progress progress(long id, boolean quiet) {
    Instant now = clock.instant();
    if (!quiet) {
      quietSince.remove(id);
    }
    Instant since = quietSince.computeIfAbsent(id, key -> now);
    Instant first = begun.computeIfAbsent(id, key -> now);
    boolean settled = !now.isBefore(since.plus(SETTLED)) || !now.isBefore(first.plus(LONGEST));
    return settled ? Progress.READY : Progress.SETTLING;
  }

  private ErasedAccount.Outcome eraseFromFiles(AccountName name) throws IOException, SQLException {
    return archive.isPresent()
        ? archive.get().erase(name)
        : new ErasedAccount.Outcome(0, List.of());
  }

  /** Makes the room free, and says that they are done. */
  void finish(List<Erasure> ready) throws SQLException {
    if (ready.isEmpty()) {
      return;
    }
    mentions.sweep();
    for (Erasure one : ready) {
      done(one, unreached(one));
      quietSince.remove(one.id());
      begun.remove(one.id());
      missing.remove(one.id());
    }
    mentions.sweepList();
  }

  private String unreached(Erasure one) throws SQLException {
    List<String> sentences = new ArrayList<>();
    List<String> files = missing.getOrDefault(one.id(), List.of());
    long unseen = archive.isEmpty() ? archived.totals().files() : 0;
    if (unseen > 0) {
      sentences.add(unseen + " archived files were not gone through: no archive directory is set");
    }
    if (!files.isEmpty()) {
      sentences.add(
          files.size()
              + " listed files are not in the archive's directory and were not gone through, such"
              + " as "
              + String.join(", ", files.subList(0, Math.min(NAMED, files.size()))));
    }
    if (copied) {
      sentences.add(
          "its events stay in the topic on Kafka until that drops them: nothing is erased there");
    }
    return String.join("; ", sentences);
  }

  private void done(Erasure one, String problem) throws SQLException {
    Audit audit = new Audit(auditLog);
    audit.change((connection, record) -> {
      list.done(connection, one.id(), clock.instant(), problem);
      record.accept(
          Audit.done(
              Who.system(),
              AuditAction.ERASURE_DONE,
              Long.toString(one.id()),
              problem.isEmpty() ? Map.of() : Map.of("problem", problem)));
      return true;
    });
    if (one.isLate(clock.instant())) {
      LOG.warn("erasure {} is done, later than its deadline", one.id());
    } else {
      LOG.info("erasure {} is done", one.id());
    }
  }
}
