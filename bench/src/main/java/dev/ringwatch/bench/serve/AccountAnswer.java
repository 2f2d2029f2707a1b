package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code GET /v1/accounts/{id}} says of an account.
 *
 * @param json all of it
 */
record AccountAnswer(JsonNode json) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int UNKNOWN = 404;

  /** Empty if the server does not know the account; fails if it does not answer. */
  static Optional<AccountAnswer> of(Client client, String account) throws IOException {
    String path = "/v1/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8);
    Response response = client.get(path);
    if (response.status() == UNKNOWN) {
      return Optional.empty();
    }
    if (!response.isOk()) {
      throw new IOException(path + " answered " + response.status() + " " + response.body());
    }
    return Optional.of(new AccountAnswer(JSON.readTree(response.body())));
  }

  /** How many of its events were seen. */
  long events() {
    return json.path("events").asLong(0);
  }

  /** The time of its newest event. */
  long lastEventMillis() {
    String time = json.path("last_event").asString("");
    return time.isEmpty() ? 0 : Instant.parse(time).toEpochMilli();
  }

  /** Whether there is a score, because a model has been learned. */
  boolean isScored() {
    return !json.path("status").asString("learning").equals("learning");
  }

  /** 0 to 100; NaN while there is no score. */
  double risk() {
    return number(json.path("risk_score"));
  }

  double anomaly() {
    return number(json.path("anomaly_score"));
  }

  /** A feature's value; NaN where it is unknown. */
  double feature(String name) {
    return number(json.path("features").path(name));
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }
}
