package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes what is to be told of incidents that move. */
@FunctionalInterface
public interface Told {

  /** Notes an alert, in the transaction of the move that it tells of. */
  void add(Connection connection, Alert alert) throws SQLException;
}
