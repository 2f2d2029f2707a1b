package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a receiver's answer means for a message and for its endpoint. */
enum Meaning {
  /** The message has arrived. */
  ARRIVED,
  /** It has not, and is worth another try. */
  AGAIN,
  /** It has not, and never will: it would be refused again. */
  NEVER,
  /** Nothing will ever arrive there. */
  GONE;

  private static final int HUNDRED = 100;
  private static final int SUCCESS = 2;
  private static final int PERMANENT = 5;
  private static final int BAD_REQUEST = 400;
  private static final int GONE_STATUS = 410;
  private static final int TOO_LARGE = 413;

  /** docs.slack.dev, "Sending messages using incoming webhooks", "Handling errors". */
  private static final Set<String> SLACK_GONE =
      Set.of(
          "no_service",
          "no_service_id",
          "no_active_hooks",
          "no_team",
          "team_disabled",
          "invalid_token",
          "channel_not_found",
          "channel_is_archived");

  private static final Set<String> SLACK_NEVER =
      Set.of(
          "invalid_payload",
          "invalid_blocks",
          "invalid_blocks_format",
          "msg_blocks_too_long",
          "no_text",
          "too_many_attachments",
          "user_not_found");

  /** What Teams puts into an answer of 200 when it could not post the message. */
  private static final Pattern TEAMS_ERROR =
      Pattern.compile("Microsoft Teams endpoint returned HTTP error (\\d{3})");

  /**
   * The meaning of an answer.
   *
   * @param status the HTTP status, or of e-mail the reply code
   * @param body how the answer begins
   */
  static Meaning of(EndpointFormat format, int status, String body) {
    return switch (format) {
      case JSON -> ofStatus(status);
      case SLACK -> ofSlack(status, body.strip());
      case PAGERDUTY -> status == BAD_REQUEST ? NEVER : ofStatus(status);
      case TEAMS -> ofTeams(status, body);
      case EMAIL -> ofReply(status);
    };
  }

  private static Meaning ofStatus(int status) {
    if (status / HUNDRED == SUCCESS) {
      return ARRIVED;
    }
    return status == GONE_STATUS ? GONE : AGAIN;
  }

  private static Meaning ofSlack(int status, String word) {
    if (status / HUNDRED == SUCCESS || status == GONE_STATUS) {
      return ofStatus(status);
    }
    if (SLACK_GONE.contains(word)) {
      return GONE;
    }
    return SLACK_NEVER.contains(word) ? NEVER : AGAIN;
  }

  private static Meaning ofTeams(int status, String body) {
    Matcher error = TEAMS_ERROR.matcher(body);
    int told = error.find() ? Integer.parseInt(error.group(1)) : status;
    return told == TOO_LARGE ? NEVER : ofStatus(told);
  }

  /** RFC 5321, 4.2.1. */
  private static Meaning ofReply(int code) {
    if (code / HUNDRED == SUCCESS) {
      return ARRIVED;
    }
    return code / HUNDRED == PERMANENT ? NEVER : AGAIN;
  }
}
