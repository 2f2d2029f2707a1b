package dev.ringwatch.app.settings;

/**
 * What is written of what the server does. The form is read before all else, by the logging system,
 * under its name.
 */
record LoggingSection(
    @Setting("how lines look: text, or a JSON object a line (Elastic Common Schema)") Form format,
    @Setting("whether a line is written about each request") boolean requests) {

  /** How lines look. */
  enum Form {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
  }

  static LoggingSection ofDefaults() {
    return new LoggingSection(Form.TEXT, false);
  }
}
