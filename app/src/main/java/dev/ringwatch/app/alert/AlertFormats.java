package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.postgres.alert.AlertTexts;
import dev.ringwatch.postgres.alert.Digest;
import dev.ringwatch.postgres.alert.DigestTexts;
import dev.ringwatch.postgres.alert.EndpointFormat;

/**
 * How alerts are worded for every kind of receiver. What comes from outside (ids, names, reasons)
 * is in a message as text: whatever it looks like, it formats nothing, mentions nobody and ends no
 * header; and it is cut to what the receiver takes. Safe for threads.
 */
final class AlertFormats implements AlertTexts, DigestTexts {

  private final AlertLinks links;
  private final AlertJson json;
  private final DigestJson digests;
  private final PagerDutyFormat pagerDuty;

  /** Messages with links. */
  AlertFormats(PublicUrl url) {
    this.links = new AlertLinks(url);
    this.json = new AlertJson(links);
    this.digests = new DigestJson(links);
    this.pagerDuty = new PagerDutyFormat(links);
  }

  @Override
  public String payload(EndpointFormat format, Alert alert) {
    return body(format, alert, false);
  }

  @Override
  public String payload(EndpointFormat format, Digest digest) {
    return switch (format) {
      case JSON -> digests.body(digest);
      case SLACK -> SlackFormat.body(Wording.of(digest, links));
      case TEAMS -> TeamsFormat.body(Wording.of(digest, links));
      case EMAIL -> EmailFormat.body(Wording.of(digest, links));
      case PAGERDUTY ->
          throw new IllegalArgumentException("an endpoint of PagerDuty has no budget");
    };
  }

  /** The message that tries an endpoint out, and says so. */
  String sample(EndpointFormat format, Alert alert) {
    return body(format, alert, true);
  }

  private String body(EndpointFormat format, Alert alert, boolean test) {
    return switch (format) {
      case JSON -> json.body(alert, test);
      case PAGERDUTY -> pagerDuty.body(alert, test);
      case SLACK -> SlackFormat.body(Wording.of(alert, test, links));
      case TEAMS -> TeamsFormat.body(Wording.of(alert, test, links));
      case EMAIL -> EmailFormat.body(Wording.of(alert, test, links));
    };
  }
}
