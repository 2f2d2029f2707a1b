package dev.ringwatch.app.control;

/** What to do where a part is not as it should be: docs/operations.md in short. */
final class Advice {

  private Advice() {}

  /** About a part, by the name under which its health is known. */
  static String about(String part) {
    return switch (part) {
      case "detection" ->
          "Read its sentence. If the log cannot be read, see the database; if it died, or a newer"
              + " Ringwatch wrote to the log, start the (newer) server again. If it does not move,"
              + " take a thread dump before you do.";
      case "lag" ->
          "Compare the rate of events with what this machine can; look at processor and memory."
              + " After a start it is normal for as long as it catches up. Nothing is lost.";
      case "log" ->
          "See that the brokers answer, that a server with detection is there, and that the"
              + " platform leaves no transaction open. Nothing is lost as long as the topic keeps"
              + " it.";
      case "database" ->
          "Senders are told to come again. The embedded PostgreSQL is started again by itself: its"
              + " log is in the data folder. Of your own, look there.";
      case "disk" ->
          "Make room, or lower ringwatch.retention. A full disk loses nothing, but nothing more is"
              + " taken.";
      case "clock" ->
          "Repair time synchronisation: a clock that is behind rejects good events as being in the"
              + " future.";
      case "archive" ->
          "Read its sentence, and see the archive in the settings. Until it is repaired the"
              + " database grows by a day each day.";
      case "erasure" ->
          "See what hinders it among the erasures in the settings. It is tried again by itself;"
              + " what was promised to the person is late.";
      case "delivery" ->
          "See what waits and what was given up among the deliveries, and what the receivers"
              + " answered. Repair the receiver, and send it again; turn off an endpoint that is no"
              + " more.";
      default -> "The section \"Is it well?\" of docs/operations.md says more.";
    };
  }
}
