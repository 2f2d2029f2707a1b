package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The models that were trained, whole and never changed, and which of them is to hold. Safe for
 * threads.
 */
public final class Models {

  private static final String FACTS =
      "id, trained_at, effective_from, seed, window_from, window_to, accounts, features,"
          + " statistics";

  private final DataSource dataSource;

  /** The models in a database that has the schema. */
  public Models(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Keeps a model, as part of a transaction. Keeping one that is there already does nothing.
   *
   * @param body the model itself, as text
   */
  public void add(Connection connection, StoredModel model, String body) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO models ("
                + FACTS
                + ", body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)"
                + " ON CONFLICT (id) DO NOTHING")) {
      insert.setString(1, model.id());
      Columns.set(insert, 2, model.trainedAt());
      Columns.set(insert, 3, model.effectiveFrom());
      insert.setLong(4, model.seed());
      Columns.set(insert, 5, model.windowFrom());
      Columns.set(insert, 6, model.windowTo());
      insert.setInt(7, model.accounts());
      insert.setArray(8, connection.createArrayOf("text", model.features().toArray()));
      insert.setString(9, model.statistics());
      insert.setString(10, body);
      insert.executeUpdate();
    }
  }

  /** The text of a model by its id; megabytes. */
  public Optional<String> body(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT body FROM models WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * The beginning of a model's text, in which its configuration stands.
   *
   * @param chars how much of it
   */
  public Optional<String> beginning(String id, int chars) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT left(body, ?) FROM models WHERE id = ?")) {
      select.setInt(1, chars);
      select.setString(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** What is known of a model. */
  public Optional<StoredModel> find(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT " + FACTS + " FROM models WHERE id = ?")) {
      select.setString(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /**
   * The models that were trained last, the newest first.
   *
   * @param limit the most to return
   */
  public List<StoredModel> latest(int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT " + FACTS + " FROM models ORDER BY trained_at DESC, id LIMIT ?")) {
      select.setInt(1, limit);
      return readAll(select);
    }
  }

  /** The model that is to hold; empty while the newest does. */
  public Optional<PinnedModel> pinned() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "SELECT model_id, pinned_by, pinned_at, reason FROM pinned_model")) {
      return row.next()
          ? Optional.of(
              new PinnedModel(
                  row.getString(1),
                  row.getString(2),
                  Columns.time(row, "pinned_at"),
                  row.getString("reason")))
          : Optional.empty();
    }
  }

  /**
   * Has a model hold from now on, as part of a transaction.
   *
   * @return false if there is no such model, or it holds already
   */
  public boolean pin(Connection connection, PinnedModel pinned) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO pinned_model AS p (model_id, pinned_by, pinned_at, reason)"
                + " SELECT id, ?, ?, ? FROM models WHERE id = ?"
                + " ON CONFLICT (only_row) DO UPDATE SET model_id = EXCLUDED.model_id,"
                + " pinned_by = EXCLUDED.pinned_by, pinned_at = EXCLUDED.pinned_at,"
                + " reason = EXCLUDED.reason"
                + " WHERE p.model_id <> EXCLUDED.model_id")) {
      insert.setString(1, pinned.by());
      Columns.set(insert, 2, pinned.at());
      insert.setString(3, pinned.reason());
      insert.setString(4, pinned.modelId());
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * Has a model no longer hold by choice, as part of a transaction.
   *
   * @return false if it did not
   */
  public boolean unpin(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM pinned_model WHERE model_id = ?")) {
      delete.setString(1, id);
      return delete.executeUpdate() == 1;
    }
  }

  /**
   * Forgets models that were trained before a time, but neither the pinned one nor the newest few.
   *
   * @param keep how many of the newest stay in any case
   * @return how many were forgotten
   */
  public int forgetBefore(Instant time, int keep) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM models WHERE trained_at < ?"
                    + " AND id NOT IN (SELECT model_id FROM pinned_model)"
                    + " AND id NOT IN (SELECT id FROM models ORDER BY trained_at DESC, id LIMIT ?)")) {
      Columns.set(delete, 1, time);
      delete.setInt(2, keep);
      return delete.executeUpdate();
    }
  }

  private static List<StoredModel> readAll(PreparedStatement select) throws SQLException {
    List<StoredModel> models = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        models.add(
            new StoredModel(
                row.getString("id"),
                Columns.time(row, "trained_at"),
                Columns.time(row, "effective_from"),
                row.getLong("seed"),
                Columns.time(row, "window_from"),
                Columns.time(row, "window_to"),
                row.getInt("accounts"),
                Arrays.asList((String[]) row.getArray("features").getArray()),
                row.getString("statistics")));
      }
    }
    return models;
  }
}
