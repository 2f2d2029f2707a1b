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
   * Both places; of an address they have only letters, digits and {@code -._~%+*:/?=[]&}, so that
   * they end no link and no attribute.
   *
   * @param page for people
   * @param api for programs
   */
  record Links(String page, String api) {}

  Links of(Alert alert) {
    String subject = URLEncoder.encode(alert.subject(), StandardCharsets.UTF_8);
    String what = alert.kind() == IncidentKind.ACCOUNT ? "accounts" : "rings";
    String page = alert.kind() == IncidentKind.ACCOUNT ? "/accounts?id=" : "/rings/";
    return new Links(
        url.get() + page + subject, url.get() + "/v1/" + what + "/" + subject.replace("+", "%20"));
  }

  /** The server's name: letters, digits, dots and dashes. */
  String host() {
    String host = URI.create(url.get()).getHost();
    return host == null ? "ringwatch" : host.replaceAll("[^A-Za-z0-9.-]", "-");
  }
}
