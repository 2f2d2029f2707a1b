package dev.ringwatch.app.ingest;

/** What the answer to events says beside its body. */
public final class EventsHeader {

  /** The header that says since when, ISO 8601, an event may have happened to be taken. */
  public static final String FROM = "Ringwatch-Events-From";

  private EventsHeader() {}
}
