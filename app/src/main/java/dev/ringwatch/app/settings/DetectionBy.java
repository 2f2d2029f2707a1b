package dev.ringwatch.app.settings;

/** Who has detection. */
public enum DetectionBy {
  /** The server. */
  SERVER,
  /** A Flink job, whose results the server reads. */
  FLINK
}
