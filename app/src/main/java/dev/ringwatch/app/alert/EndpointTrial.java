package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.Endpoints;
import dev.ringwatch.postgres.alert.SealedSecrets;
import dev.ringwatch.risk.Band;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries an endpoint out: sends a sample, once and now, also to one that is disabled. */
final class EndpointTrial {

  private static final double SCORE = 83;

  private final Endpoints endpoints;
  private final Sender sender;
  private final SecretSeal seal;
  private final AlertFormats formats;
  private final Audit audit;

  EndpointTrial(
      Endpoints endpoints, Sender sender, SecretSeal seal, AlertFormats formats, Audit audit) {
    this.endpoints = endpoints;
    this.sender = sender;
    this.seal = seal;
    this.formats = formats;
    this.audit = audit;
  }

  /**
   * What came of it. Names are a contract of the HTTP interface.
   *
   * @param webhookId the id that the receiver saw
   * @param delivered whether the receiver took it
   * @param status the HTTP status, or of e-mail the reply code; null if there was no answer
   * @param tookMs for how long it went
   * @param error why it failed; empty if it did not
   * @param answer how the answer begins
   */
  record ResultView(
      String webhookId,
      boolean delivered,
      @Nullable Integer status,
      int tookMs,
      String error,
      String answer) {}

  /** Sends it; empty if there is no such endpoint. */
  Optional<ResultView> run(Who who, long id) {
    try {
      Optional<Endpoint> endpoint = endpoints.find(id);
      Optional<SealedSecrets> secrets = endpoints.secrets(id, sender.now());
      if (endpoint.isEmpty() || secrets.isEmpty()) {
        return Optional.empty();
      }
      audit.record(who, AuditAction.ENDPOINT_TEST, Long.toString(id), Audit.DONE, Map.of());
      return Optional.of(send(endpoint.get(), seal.open(secrets.get())));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private ResultView send(Endpoint endpoint, List<String> secrets) {
    String id = UUID.randomUUID().toString();
    String payload = formats.sample(endpoint.format(), sample(sender.now()));
    Answer answer =
        sender.send(new Message(id, endpoint.url(), payload, secrets, endpoint.format()));
    Attempt attempt = answer.attempt();
    return new ResultView(
        id,
        answer.isDelivered(),
        attempt.status(),
        attempt.tookMillis(),
        attempt.error(),
        attempt.answer());
  }

  private static Alert sample(Instant now) {
    return new Alert(
        0,
        "account:sample",
        IncidentKind.ACCOUNT,
        IncidentChange.OPENED,
        "sample",
        SCORE,
        Band.HIGH,
        List.of(new Reason("device_sharing_max", SCORE, "12 accounts used this device")),
        List.of(),
        0,
        now);
  }
}
