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
   * @return false if there is no such model
   */
  public boolean choose(Who who, String id) throws SQLException {
    if (models.find(id).isEmpty()) {
      return false;
    }
    PinnedModel pinned = new PinnedModel(id, who.actor().toString(), clock.instant());
    // That it is chosen already is as good.
    boolean _ =
        audit.change(
            who,
            AuditAction.MODEL_CHOOSE,
            id,
            Map.of(),
            connection -> models.pin(connection, pinned));
    return true;
  }

  /**
   * Takes the choice of a model back: the next one is learned soon, and holds.
   *
   * @return false if it was not chosen
   */
  public boolean release(Who who, String id) throws SQLException {
    return audit.change(
        who, AuditAction.MODEL_RELEASE, id, Map.of(), connection -> models.unpin(connection, id));
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
