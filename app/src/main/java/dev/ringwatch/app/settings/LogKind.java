package dev.ringwatch.app.settings;

/** Where the event log is. */
public enum LogKind {
  /** In the tables of the database; one server. */
  POSTGRES,
  /** On Kafka, and copied into the tables; one server or several. */
  KAFKA
}
