package dev.ringwatch.app.registry;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the model that is to hold, and records who did. The server brings it into force within
 * seconds, and learns no other while it is chosen. Safe for threads.
 */
public final class ModelChoice {

  /** The most characters of a reason. */
  public static final int MOST_REASON = 1_000;

  private final Models models;
  private final Audit audit;
  private final InstantSource clock;

  /** Chooses among models. */
  public ModelChoice(Models models, Audit audit, InstantSource clock) {
    this.models = models;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Has a model hold.
   *
   * @param reason why, of at most {@value #MOST_REASON} characters; empty if nothing was said
   * @return false if there is no such model
   */
  public boolean choose(Who who, String id, String reason) throws SQLException {
    if (models.find(id).isEmpty()) {
      return false;
    }
    PinnedModel pinned = new PinnedModel(id, who.actor().toString(), clock.instant(), reason);
    // That it is chosen already is as good.
    boolean _ =
        audit.change(
            who,
            AuditAction.MODEL_CHOOSE,
            id,
            details(reason),
            connection -> models.pin(connection, pinned));
    return true;
  }

  /**
   * Takes the choice of a model back: the next one is learned soon, and holds.
   *
   * @param reason why, as in {@link #choose}
   * @return false if it was not chosen
   */
  public boolean release(Who who, String id, String reason) throws SQLException {
    return audit.change(
        who,
        AuditAction.MODEL_RELEASE,
        id,
        details(reason),
        connection -> models.unpin(connection, id));
  }

  private static Map<String, String> details(String reason) {
    return reason.isEmpty() ? Map.of() : Map.of("reason", reason);
  }

  /** The model before the one that holds by choice or, without a choice, before the newest. */
  public Optional<String> previous() throws SQLException {
    List<StoredModel> latest = models.latest(Integer.MAX_VALUE);
    String newest = latest.isEmpty() ? "" : latest.getFirst().id();
    String holds = models.pinned().map(PinnedModel::modelId).orElse(newest);
    return latest.stream()
        .map(StoredModel::id)
        .dropWhile(id -> !id.equals(holds))
        .skip(1)
        .findFirst();
  }
}
