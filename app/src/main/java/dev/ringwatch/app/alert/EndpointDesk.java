package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.Endpoints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the command line and the pages do with endpoints, with the checks and the records of the
 * HTTP interface; the command line beside a running server or without one. Safe for threads.
 */
public final class EndpointDesk implements AutoCloseable {

  private static final int PAGE = 100;
  private static final int MAX_SHOWN = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointBody body;
  private final EndpointTrial trial;
  private final Audit audit;
  private final Runnable end;

  /**
   * What a desk works with.
   *
   * @param changes makes changes
   * @param body checks what is wanted
   * @param trial tries endpoints out
   */
  record Parts(EndpointChanges changes, EndpointBody body, EndpointTrial trial) {}

  /** A desk of the server's, with what its routes have. */
  EndpointDesk(Endpoints endpoints, Parts parts, Audit audit) {
    this.endpoints = endpoints;
    this.changes = parts.changes();
    this.body = parts.body();
    this.trial = parts.trial();
    this.audit = audit;
    this.end = () -> {};
  }

  /**
   * A desk of the command line.
   *
   * @param encryptor encrypts secrets in the database
   * @param url where people reach the server, without a slash at the end
   */
  public EndpointDesk(
      Endpoints endpoints,
      Audit audit,
      BytesEncryptor encryptor,
      AlertSettings settings,
      String url) {
    Clock clock = Clock.systemUTC();
    AddressCheck check = new AddressCheck(settings.allowed());
    SecretSeal seal = new SecretSeal(encryptor);
    this.endpoints = endpoints;
    this.changes = new EndpointChanges(endpoints, seal, audit, clock);
    this.body = new EndpointBody(JSON, check, settings);
    this.audit = audit;
    Sender sender =
        AlertConfiguration.sender(
            new PinnedAddresses(check, InetAddress::getAllByName), settings, 1, clock);
    this.trial = new EndpointTrial(endpoints, sender, seal, new AlertFormats(() -> url), audit);
    this.end = sender::close;
  }

  /**
   * One that was made.
   *
   * @param id its number
   * @param secret what its messages are signed with; null if they are not
   */
  public record Added(long id, @Nullable String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Added[id=" + id + "]";
    }
  }

  /**
   * What came of a test.
   *
   * @param delivered whether the receiver took it
   * @param sentence how it went, on one line
   * @param answer how the answer begins, on one line
   */
  public record Tried(boolean delivered, String sentence, String answer) {}

  /** All, by name. */
  public List<Endpoint> list() throws SQLException {
    List<Endpoint> all = new ArrayList<>();
    List<Endpoint> page;
    do {
      page = endpoints.page(all.isEmpty() ? null : all.getLast().name(), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  /**
   * Makes one.
   *
   * @param fields what the HTTP interface takes in a body, by its names
   * @throws CommandFailure if it cannot be, or there is one of its name
   */
  public Added add(Map<String, Object> fields) {
    try {
      return add(Who.console(), fields);
    } catch (UnusableEndpointException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes one.
   *
   * @param fields what the HTTP interface takes in a body, by its names
   * @throws UnusableEndpointException if it cannot be, or there is one of its name
   */
  public Added add(Who who, Map<String, Object> fields) {
    return changes
        .add(who, wanted(fields, Optional.empty()))
        .map(made -> new Added(made.endpoint().id(), made.secret()))
        .orElseThrow(EndpointsController::nameTaken);
  }

  /**
   * Makes of one what is wanted.
   *
   * @param fields what the HTTP interface takes in a body, by its names
   * @throws UnusableEndpointException if it cannot be, or another has its name
   */
  public void change(Who who, Endpoint before, Map<String, Object> fields) {
    if (changes.change(who, before.id(), wanted(fields, Optional.of(before.format()))).isEmpty()) {
      throw EndpointsController.nameTaken();
    }
  }

  private EndpointBody.Wanted wanted(Map<String, Object> fields, Optional<EndpointFormat> before) {
    try {
      return body.read(new ByteArrayInputStream(JSON.writeValueAsBytes(fields)), before);
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot be read", e);
    }
  }

  /**
   * A page of all, by name; the look is recorded.
   *
   * @param after where the page before ended; null for the first page
   */
  public List<Endpoint> page(Who who, @Nullable String after, int limit) {
    audit.record(who, AuditAction.ENDPOINT_LOOK, "", Audit.DONE, Map.of());
    try {
      return endpoints.page(after, limit);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** The endpoint that a path names; empty if there is none. */
  public Optional<Endpoint> find(String id) {
    try {
      return id.matches("[0-9]{1,18}") ? endpoints.find(Long.parseLong(id)) : Optional.empty();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** Sends nothing to one any more. */
  public void disable(Who who, Endpoint endpoint) {
    // That it was deleted meanwhile is as good.
    Optional<Endpoint> _ = changes.disable(who, endpoint.id());
  }

  /** Sends to one again. */
  public void enable(Who who, Endpoint endpoint) {
    Optional<Endpoint> _ = changes.enable(who, endpoint.id());
  }

  /** Ends one. */
  public void delete(Who who, Endpoint endpoint) {
    boolean _ = changes.delete(who, endpoint.id());
  }

  /**
   * Gives one another secret.
   *
   * @return the new one, which is told here and never again; empty if it signs nothing
   */
  public Optional<String> rotate(Who who, Endpoint endpoint) {
    return endpoint.format() == EndpointFormat.JSON
        ? changes.rotate(who, endpoint.id()).map(EndpointChanges.WithSecret::secret)
        : Optional.empty();
  }

  /** Sends one a sample, now and once; empty if there is none of that number. */
  public Optional<Tried> test(long id) {
    return test(Who.console(), id);
  }

  /** The same, by somebody else. */
  public Optional<Tried> test(Who who, long id) {
    return trial.run(who, id).map(EndpointDesk::tried);
  }

  private static Tried tried(EndpointTrial.ResultView result) {
    String sentence =
        (result.delivered() ? "delivered" : result.error())
            + " in "
            + result.tookMs()
            + " ms"
            + (result.status() == null ? ", no status" : ", status " + result.status());
    return new Tried(
        result.delivered(),
        Plain.line(sentence, MAX_SHOWN),
        Plain.line(result.answer().strip(), MAX_SHOWN));
  }

  @Override
  public void close() {
    end.run();
  }
}
