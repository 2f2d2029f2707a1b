package dev.ringwatch.postgres.alert;

import java.util.Locale;

/** How alerts are worded for an endpoint, and what its answers mean. */
public enum EndpointFormat {
  /** Our own, signed as Standard Webhooks says. */
  JSON,
  /** An incoming webhook of Slack. */
  SLACK,
  /** The Events API v2 of PagerDuty. */
  PAGERDUTY,
  /** A workflow of Microsoft Teams that takes webhook requests. */
  TEAMS,
  /** E-mail by SMTP. */
  EMAIL;

  /** The word in tables, requests and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EndpointFormat of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
