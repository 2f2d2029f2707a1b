package dev.ringwatch.postgres.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * How features were spread over the accounts that the model in force was learned from: what one
 * account is compared with. Safe for threads.
 */
public final class FeaturePeers {

  private final DataSource dataSource;

  /** The models in a database that has the schema. */
  public FeaturePeers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Where a value stands among others.
   *
   * @param below the share of others that are surely below it, 0 to 1
   * @param upTo the share of others that are surely no higher than its next tenth, not less than
   *     {@code below}; 1 for a value above all
   */
  public record Place(double below, double upTo) {}

  /** How one feature was spread over the accounts of which it was known. */
  public static final class Peers {

    private final Quantiles quantiles;

    private Peers(Quantiles quantiles) {
      this.quantiles = quantiles;
    }

    /** Where a value stands. O(quantiles), of which there are ten at most. */
    public Place place(double value) {
      int bin = quantiles.bin(value);
      List<Double> shares = quantiles.shares();
      return new Place(
          bin == 0 ? 0 : shares.get(bin - 1), bin == shares.size() ? 1 : shares.get(bin));
    }
  }

  /**
   * How each feature was spread, by its name, of the model that somebody chose or else the newest;
   * without those that were known of nobody. Empty before the first model.
   */
  public Map<String, Peers> read() throws SQLException {
    Map<String, Peers> peers = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(FeatureSpreads.QUANTILES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Quantiles quantiles = FeatureSpreads.quantiles(row);
        if (!quantiles.bounds().isEmpty()) {
          peers.put(row.getString("feature"), new Peers(quantiles));
        }
      }
    }
    return peers;
  }
}
