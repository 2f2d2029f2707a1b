package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where to read on about what an alert tells. Safe for threads. */
final class AlertLinks {

  private final PublicUrl url;

  AlertLinks(PublicUrl url) {
    this.url = url;
  }

  /**
   * Both places; of an address they have only letters, digits and {@code -._~%+*:/?#=[]&}, so that
   * they end no link and no attribute.
   *
   * @param page for people
   * @param api for programs
   */
  record Links(String page, String api) {}

  Links of(Alert alert) {
    return of(alert.kind(), alert.subject(), alert.incident());
  }

  /**
   * The incident's page, and the evidence of what it is about; of a sample, which is no incident,
   * the page of all.
   */
  Links of(IncidentKind kind, String about, long incident) {
    String page = incident == 0 ? "/incidents" : "/incidents/" + incident;
    String part = URLEncoder.encode(about, StandardCharsets.UTF_8).replace("+", "%20");
    return switch (kind) {
      case ACCOUNT, HUNT -> links(page, "/v1/accounts/" + part);
      case RING -> links(page, "/v1/rings/" + part);
      case VOLUME, DRIFT, LAG -> links(page, "/v1" + page);
    };
  }

  /** Of all incidents. */
  Links ofAll() {
    return links("/incidents", "/v1/incidents");
  }

  private Links links(String page, String api) {
    return new Links(url.get() + page, url.get() + api);
  }

  /** The server's name: letters, digits, dots and dashes. */
  String host() {
    String host = URI.create(url.get()).getHost();
    return host == null ? "ringwatch" : host.replaceAll("[^A-Za-z0-9.-]", "-");
  }
}
