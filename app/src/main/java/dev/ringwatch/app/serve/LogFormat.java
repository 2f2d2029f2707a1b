package dev.ringwatch.app.serve;

/**
 * How lines of the log look. In both forms a record is one line at the margin, whatever strangers
 * wrote into what it tells.
 */
final class LogFormat {

  /**
   * The time, how bad it is, who says it, what; then the request, if it is within one. Characters
   * that could begin a new line or command a terminal are blanks, and lines of a stack trace are
   * indented.
   */
  static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: "
          + "%replace(%msg){'[\\x00-\\x1f\\x7f\\u0085\\u2028\\u2029]', ' '}"
          + "%replace(%replace( [%X{request_id} %X{caller} %X{trace_id}]){' +\\]', ']'}){' \\[\\]', ''}"
          + "%n%replace(%ex){'(?m)^', '  '}%nopex";

  /**
   * Nothing, which means text, or Elastic Common Schema, one JSON object a line. Spring fills in
   * what the setting says, before there are settings of ours.
   */
  static final String STRUCTURED = "${log-format.${ringwatch.logging.format:text}:}";

  private LogFormat() {}
}
