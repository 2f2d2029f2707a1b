package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code GET /v1/status} says.
 *
 * @param state {@code live} once scores are of the present
 * @param readSeq the last entry that detection has seen
 * @param logSeq the log's last entry
 * @param snapshotSeq up to where the newest snapshot reaches
 * @param closedTick the last closed minute; the first of all minutes if none is closed
 * @param accounts how many accounts detection knows
 * @param late events that came after their tick had closed
 * @param setAside entries of the log that could not be processed
 * @param clock what it says of its clock
 */
record ServerStatus(
    String state,
    long readSeq,
    long logSeq,
    long snapshotSeq,
    Instant closedTick,
    long accounts,
    long late,
    long setAside,
    String clock) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static ServerStatus of(Client client) throws IOException {
    Response response = client.get("/v1/status");
    if (!response.isOk()) {
      throw new IOException("/v1/status answered " + response.status() + " " + response.body());
    }
    JsonNode status = JSON.readTree(response.body());
    return new ServerStatus(
        status.path("state").asString(""),
        status.path("read_seq").asLong(-1),
        status.path("log_seq").asLong(0),
        status.path("snapshot_seq").asLong(0),
        Instant.parse(status.path("closed_tick").asString(Instant.EPOCH.toString())),
        status.path("accounts").asLong(0),
        status.path("late").asLong(0),
        status.path("set_aside").asLong(0),
        sentence(status.path("components"), "clock"));
  }

  private static String sentence(JsonNode components, String name) {
    for (JsonNode component : components) {
      if (component.path("name").asString("").equals(name)) {
        return component.path("sentence").asString("");
      }
    }
    return "";
  }

  /** Whether detection has seen all that the log holds. */
  boolean isCaughtUp() {
    return state.equals("live") && readSeq == logSeq;
  }

  /** Waits until the server is live and detection has seen the log up to an entry. */
  static ServerStatus awaitRead(Client client, long seq, Duration bound) {
    Patience.until(
        "detection to reach entry " + seq,
        bound,
        () -> {
          ServerStatus now = of(client);
          return now.isCaughtUp() && now.readSeq() >= seq;
        });
    try {
      return of(client);
    } catch (IOException e) {
      throw new IllegalStateException("the status was there a moment ago", e);
    }
  }

  /** Waits until the server says that it is healthy. */
  static void awaitHealth(Client client, Duration bound) {
    Patience.until("/health", bound, () -> client.get("/health").isOk());
  }
}
