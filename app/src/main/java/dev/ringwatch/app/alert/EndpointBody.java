package dev.ringwatch.app.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Budget;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint as a request describes it. */
final class EndpointBody {

  private static final int MAX_BYTES = 64 * 1024;
  private static final Set<String> FIELDS = Set.of("name", "url", "least_band", "kinds", "budget");
  private static final Set<String> BUDGET_FIELDS = Set.of("per_minute", "burst");

  private final JsonMapper json;
  private final AddressCheck check;

  EndpointBody(JsonMapper json, AddressCheck check) {
    this.json = json;
    this.check = check;
  }

  /**
   * The endpoint.
   *
   * @throws UnusableEndpointException if the body is no JSON object, or it cannot be
   */
  EndpointRequest read(InputStream in) throws IOException {
    JsonNode body = tree(in.readNBytes(MAX_BYTES));
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw refused(
            "there is no field " + name + "; there are name, url, least_band, kinds, budget");
      }
    }
    try {
      EndpointRequest request =
          new EndpointRequest(
              text(body, "name").strip(),
              text(body, "url").strip(),
              band(body),
              kinds(body),
              budget(body));
      requireAddress(request.url());
      return request;
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

  private void requireAddress(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw refused("url is no address such as https://example.org/hook");
    }
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw refused("url must begin with https:// or http:// and name a host");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw refused("url must hold no user, password or fragment");
    }
    literal(uri.getHost())
        .flatMap(check::refusal)
        .ifPresent(why -> {
          throw refused("url: " + why);
        });
  }

  /** The address that a host is; empty of a name, which is looked up whenever something is sent. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static UnusableEndpointException refused(String why) {
    return new UnusableEndpointException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }
}
