package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.postgres.alert.AlertTexts;
import dev.ringwatch.postgres.alert.EndpointFormat;

/** How alerts are worded for every kind of receiver. Safe for threads. */
final class AlertFormats implements AlertTexts {

  private final AlertFormat json;
  private final AlertFormat slack;
  private final AlertFormat pagerDuty;
  private final AlertFormat teams;
  private final AlertFormat email;

  /** Messages with links. */
  AlertFormats(PublicUrl url) {
    AlertLinks links = new AlertLinks(url);
    this.json = new AlertJson(links);
    this.slack = new SlackFormat(links);
    this.pagerDuty = new PagerDutyFormat(links);
    this.teams = new TeamsFormat(links);
    this.email = new EmailFormat(links);
  }

  @Override
  public String payload(EndpointFormat format, Alert alert) {
    return of(format).body(alert, false);
  }

  /** The message that tries an endpoint out. */
  String sample(EndpointFormat format, Alert alert) {
    return of(format).body(alert, true);
  }

  private AlertFormat of(EndpointFormat format) {
    return switch (format) {
      case JSON -> json;
      case SLACK -> slack;
      case PAGERDUTY -> pagerDuty;
      case TEAMS -> teams;
      case EMAIL -> email;
    };
  }
}
