package dev.ringwatch.app.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Budget;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint as a request describes it. */
final class EndpointBody {

  private static final int MAX_BYTES = 64 * 1024;
  private static final String ADDRESSES = "addresses";
  private static final String FORMAT = "format";
  private static final String ROUTING_KEY = "routing_key";
  private static final String UNACKNOWLEDGED = "unacknowledged_minutes";
  private static final List<String> FIELDS =
      List.of(
          "name",
          FORMAT,
          "url",
          ADDRESSES,
          ROUTING_KEY,
          "least_band",
          "kinds",
          "budget",
          UNACKNOWLEDGED);
  private static final Set<String> BUDGET_FIELDS = Set.of("per_minute", "burst");

  private final JsonMapper json;
  private final AddressCheck check;
  private final boolean hasMailServer;

  EndpointBody(JsonMapper json, AddressCheck check, AlertSettings settings) {
    this.json = json;
    this.check = check;
    this.hasMailServer = settings.smtp().isPresent();
  }

  /**
   * What somebody wants of an endpoint.
   *
   * @param request what is kept of it in the clear
   * @param routingKey of PagerDuty; empty if there is none, or it stays
   */
  record Wanted(EndpointRequest request, Optional<String> routingKey) {

    /** Without the routing key. */
    @Override
    public String toString() {
      return "Wanted[request=" + request.name() + "]";
    }
  }

  /**
   * The endpoint.
   *
   * @param before the format of the one that is changed; empty if one is made
   * @throws UnusableEndpointException if the body is no JSON object, or it cannot be
   */
  Wanted read(InputStream in, Optional<EndpointFormat> before) throws IOException {
    JsonNode body = tree(in.readNBytes(MAX_BYTES));
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw refused("there is no field " + name + "; there are " + String.join(", ", FIELDS));
      }
    }
    try {
      EndpointFormat format = format(body, before);
      EndpointRequest request =
          new EndpointRequest(
              text(body, "name").strip(),
              format,
              url(body, format),
              band(body),
              kinds(body),
              budget(body),
              unacknowledged(body));
      if (format != EndpointFormat.EMAIL) {
        WebAddress.require(request.url(), check);
      }
      return new Wanted(request, routingKey(body, format, before.isPresent()));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode tree(byte[] bytes) {
    try {
      JsonNode body = json.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      // It is refused as any other that is none.
    }
    throw new UnusableEndpointException(
        HttpStatus.BAD_REQUEST, "the body is no JSON object, or larger than " + MAX_BYTES);
  }

  private static String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isString()) {
      throw refused(name + (value.isMissingNode() ? " is missing" : " is no text"));
    }
    return value.stringValue();
  }

  private static EndpointFormat format(JsonNode body, Optional<EndpointFormat> before) {
    if (!body.has(FORMAT)) {
      return before.orElse(EndpointFormat.JSON);
    }
    EndpointFormat said =
        word(FORMAT, text(body, FORMAT), EndpointFormat.values(), EndpointFormat::label);
    if (before.isPresent() && before.get() != said) {
      throw refused(
          "an endpoint keeps its format, which is "
              + before.get().label()
              + ": make another one for "
              + said.label());
    }
    return said;
  }

  private String url(JsonNode body, EndpointFormat format) {
    if (format == EndpointFormat.EMAIL) {
      return MailAddress.url(addresses(body));
    }
    if (body.has(ADDRESSES)) {
      throw refused("addresses are for the format email, and this is " + format.label());
    }
    return format == EndpointFormat.PAGERDUTY && !body.has("url")
        ? PagerDutyFormat.URL
        : text(body, "url").strip();
  }

  private List<String> addresses(JsonNode body) {
    if (!hasMailServer) {
      throw refused("e-mail needs a mail server: ringwatch.alerts.smtp.host is not set");
    }
    if (body.has("url")) {
      throw refused("an endpoint of the format email has addresses and no url");
    }
    List<String> addresses = new ArrayList<>();
    for (JsonNode address : body.path(ADDRESSES)) {
      String text = address.asString("").strip();
      if (!MailAddress.isOne(text)) {
        throw refused(
            "addresses are such as ops@example.org, in ASCII, not " + Plain.line(text, 100));
      }
      addresses.add(text);
    }
    if (addresses.isEmpty() || addresses.size() > MailAddress.MOST) {
      throw refused("addresses must be a list of 1 to " + MailAddress.MOST);
    }
    return addresses.stream().distinct().toList();
  }

  /** The complaint does not repeat what was written, which may be a key all but for a letter. */
  private static Optional<String> routingKey(JsonNode body, EndpointFormat format, boolean stays) {
    if (format != EndpointFormat.PAGERDUTY) {
      if (body.has(ROUTING_KEY)) {
        throw refused("routing_key is for the format pagerduty, and this is " + format.label());
      }
      return Optional.empty();
    }
    if (stays && !body.has(ROUTING_KEY)) {
      return Optional.empty();
    }
    String key = text(body, ROUTING_KEY).strip();
    if (!key.matches("[A-Za-z0-9]{32}")) {
      throw refused(
          "routing_key must be the 32 letters and digits of an integration of the Events API v2");
    }
    return Optional.of(key);
  }

  private static Band band(JsonNode body) {
    return body.has("least_band")
        ? word("least_band", text(body, "least_band"), Band.values(), Band::label)
        : Band.LOW;
  }

  private static Set<IncidentKind> kinds(JsonNode body) {
    if (!body.has("kinds")) {
      return EnumSet.allOf(IncidentKind.class);
    }
    Set<IncidentKind> kinds = EnumSet.noneOf(IncidentKind.class);
    for (JsonNode kind : body.path("kinds")) {
      kinds.add(word("kinds", kind.asString(""), IncidentKind.values(), IncidentKind::label));
    }
    return kinds;
  }

  /** How much it is sent at most: without a word of bursts, as many at once as in a minute. */
  private static Optional<Budget> budget(JsonNode body) {
    JsonNode budget = body.path("budget");
    if (budget.isMissingNode() || budget.isNull()) {
      return Optional.empty();
    }
    if (!budget.isObject() || !BUDGET_FIELDS.containsAll(budget.propertyNames())) {
      throw refused("budget is an object of per_minute and burst, or null");
    }
    int perMinute = whole(budget, "per_minute");
    return Optional.of(
        new Budget(perMinute, budget.has("burst") ? whole(budget, "burst") : perMinute));
  }

  private static OptionalInt unacknowledged(JsonNode body) {
    JsonNode minutes = body.path(UNACKNOWLEDGED);
    if (minutes.isMissingNode() || minutes.isNull()) {
      return OptionalInt.empty();
    }
    if (!minutes.isIntegralNumber() || !minutes.canConvertToInt()) {
      throw refused(UNACKNOWLEDGED + " must be a whole number of minutes, or null");
    }
    return OptionalInt.of(minutes.intValue());
  }

  private static int whole(JsonNode budget, String name) {
    JsonNode value = budget.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw refused("budget: " + name + " must be a whole number, 1 to " + Budget.MOST);
    }
    return value.intValue();
  }

  private static <T> T word(String name, String said, T[] all, Function<T, String> label) {
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(said))
        .findFirst()
        .orElseThrow(() ->
            refused(name + " knows " + Arrays.stream(all).map(label).toList() + ", not " + said));
  }

  private static UnusableEndpointException refused(String why) {
    return new UnusableEndpointException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }
}
