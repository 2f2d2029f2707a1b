package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The form to make an endpoint or to change one, as somebody filled it in; without the routing key,
 * which is not shown again.
 *
 * @param name what it is to be called
 * @param format how alerts are worded for it
 * @param to where it is: a web address, or addresses of e-mail; where it was if empty
 * @param leastBand incidents below it are not told
 * @param kinds of which incidents; of all if empty
 * @param numbers what is counted
 * @param routingKey of PagerDuty
 */
record EndpointForm(
    String name,
    String format,
    String to,
    String leastBand,
    List<String> kinds,
    Numbers numbers,
    String routingKey) {

  /** As it is before anybody wrote into it. */
  static final EndpointForm EMPTY =
      new EndpointForm("", "json", "", "low", List.of(), new Numbers("", "", ""), "");

  /**
   * What is counted; each empty if there is none.
   *
   * @param perMinute how many messages it is sent a minute at most
   * @param burst how many at once
   * @param unacknowledged for how many minutes nobody must have acknowledged an incident
   */
  record Numbers(String perMinute, String burst, String unacknowledged) {}

  static EndpointForm of(HttpServletRequest request) {
    String[] kinds = request.getParameterValues("kind");
    return new EndpointForm(
        text(request, "name"),
        text(request, "format"),
        text(request, "to"),
        text(request, "least_band"),
        kinds == null ? List.of() : List.copyOf(Arrays.asList(kinds)),
        new Numbers(
            text(request, "per_minute"),
            text(request, "burst"),
            text(request, "unacknowledged_minutes")),
        text(request, "routing_key"));
  }

  private static String text(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
  }

  /**
   * As an endpoint is; without where it is, for the rest of an address may be what lets one in
   * there.
   */
  static EndpointForm of(Endpoint endpoint) {
    OptionalInt minutes = endpoint.unacknowledgedMinutes();
    return new EndpointForm(
        endpoint.name(),
        endpoint.format().label(),
        "",
        endpoint.leastBand().label(),
        endpoint.kinds().stream().map(IncidentKind::label).sorted().toList(),
        new Numbers(
            endpoint.budget().map(budget -> Integer.toString(budget.perMinute())).orElse(""),
            endpoint.budget().map(budget -> Integer.toString(budget.burst())).orElse(""),
            minutes.isPresent() ? Integer.toString(minutes.getAsInt()) : ""),
        "");
  }

  /** The same of an endpoint that there is: it keeps its format, and its place if none is said. */
  EndpointForm keeping(Endpoint before) {
    String place =
        before.format() == EndpointFormat.EMAIL
            ? before.url().substring(EndpointRequest.MAILTO.length())
            : before.url();
    return new EndpointForm(
        name,
        before.format().label(),
        to.isEmpty() ? place : to,
        leastBand,
        kinds,
        numbers,
        routingKey);
  }

  /** What the HTTP interface takes in a body; what is wrong with it is said there. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("format", format);
    if (format.equals("email")) {
      fields.put("addresses", List.of(to.split("[,\\s]+")));
    } else if (!to.isEmpty()) {
      fields.put("url", to);
    }
    if (!routingKey.isEmpty()) {
      fields.put("routing_key", routingKey);
    }
    fields.put("least_band", leastBand);
    if (!kinds.isEmpty()) {
      fields.put("kinds", kinds);
    }
    if (!numbers.perMinute().isEmpty()) {
      Map<String, Object> budget = new HashMap<>();
      budget.put("per_minute", number(numbers.perMinute()));
      if (!numbers.burst().isEmpty()) {
        budget.put("burst", number(numbers.burst()));
      }
      fields.put("budget", budget);
    }
    if (!numbers.unacknowledged().isEmpty()) {
      fields.put("unacknowledged_minutes", number(numbers.unacknowledged()));
    }
    return fields;
  }

  /** The number, or the text that is none, which is refused as such. */
  private static Object number(String said) {
    return said.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(said) : said;
  }

  /** Without the routing key. */
  @Override
  public String toString() {
    return "EndpointForm[name=" + name + "]";
  }
}
