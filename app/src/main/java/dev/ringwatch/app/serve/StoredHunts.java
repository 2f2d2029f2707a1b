package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.hunt.HuntDesk;
import dev.ringwatch.app.hunt.HuntSettings;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntRole;
import dev.ringwatch.postgres.hunt.Hunts;
import dev.ringwatch.postgres.hunt.KnownAccounts;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hunts in a database, with the role that they log in as. */
public final class StoredHunts {

  private static final Logger LOG = LoggerFactory.getLogger(StoredHunts.class);

  private StoredHunts() {}

  /** Where hunts are asked for. */
  public static HuntDesk desk(Store store, ServerSettings settings, Audit audit) {
    HuntSettings hunts = settings.huntSettings();
    return new HuntDesk(
        hunts.catalogue(),
        in(store, settings, hunts),
        audit,
        new KnownAccounts(store.pool().dataSource()),
        new HuntFindings(store.pool().dataSource()));
  }

  /** The risk score from which an incident of an account is opened now. */
  public static double accountFrom(Store store, ServerSettings settings) throws SQLException {
    try (Connection connection = store.pool().dataSource().getConnection()) {
      return new ThresholdsInForce(settings.incidentPolicy())
          .decided(connection)
          .at(ThresholdsInForce.END)
          .accountFrom();
    }
  }

  private static Hunts in(Store store, ServerSettings settings, HuntSettings hunts) {
    Optional<DatabaseSettings> own = settings.ownDatabase();
    if (own.isEmpty()) {
      return embedded(store, hunts);
    }
    return hunts
        .role()
        .map(login -> own(store, own.get(), login, hunts))
        .orElseGet(() ->
            Hunts.without(
                "no hunt runs, because ringwatch.hunts.database.user names no role for them:"
                    + " docs/hunts.md says how to make one"));
  }

  private static Hunts embedded(Store store, HuntSettings hunts) {
    try {
      DatabaseSettings role = HuntRole.prepare(store.pool().dataSource(), store.database());
      return new Hunts(role, hunts.config());
    } catch (SQLException e) {
      LOG.warn("Hunts cannot run: their role cannot be made: {}", e.getMessage());
      return Hunts.without("no hunt runs, because its role could not be made as the server began");
    }
  }

  private static Hunts own(
      Store store, DatabaseSettings database, HuntSettings.Login login, HuntSettings hunts) {
    DatabaseSettings role = new DatabaseSettings(database.url(), login.user(), login.password(), 1);
    if (!HuntRole.isReady(role)) {
      try {
        HuntRole.grant(store.pool().dataSource(), login.user());
      } catch (SQLException e) {
        LOG.warn("The role {} cannot be granted what hunts read: {}", login.user(), e.getMessage());
      }
    }
    return new Hunts(role, hunts.config());
  }
}
