package dev.ringwatch.app.summary;

/**
 * A figure of the overview.
 *
 * @param name what it is
 * @param value the number, with its unit
 * @param note what it is to be compared with
 * @param href where what it counts is shown; empty if there is no such page
 * @param level whether it is as it should be
 */
record Tile(String name, String value, String note, String href, Level level) {

  /** What is shown where nothing is known. */
  static final String UNKNOWN = "–";

  static Tile calm(String name, String value, String note, String href) {
    return new Tile(name, value, note, href, Level.CALM);
  }
}
