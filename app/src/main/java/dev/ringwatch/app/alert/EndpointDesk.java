package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.postgres.alert.Endpoint;
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
 * What the command line does with endpoints, with the checks and the records of the HTTP interface;
 * beside a running server or without one. Not thread-safe.
 */
public final class EndpointDesk implements AutoCloseable {

  private static final int PAGE = 100;
  private static final int MAX_SHOWN = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointBody body;
  private final EndpointTrial trial;
  private final Sender sender;

  /**
   * A desk.
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
    this.sender =
        AlertConfiguration.sender(
            new PinnedAddresses(check, InetAddress::getAllByName), settings, 1, clock);
    this.trial = new EndpointTrial(endpoints, sender, seal, new AlertFormats(() -> url), audit);
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
      EndpointBody.Wanted wanted =
          body.read(new ByteArrayInputStream(JSON.writeValueAsBytes(fields)), Optional.empty());
      return changes
          .add(Who.console(), wanted)
          .map(made -> new Added(made.endpoint().id(), made.secret()))
          .orElseThrow(() -> new CommandFailure("another endpoint has this name: choose another"));
    } catch (UnusableEndpointException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot be read", e);
    }
  }

  /** Sends one a sample, now and once; empty if there is none of that number. */
  public Optional<Tried> test(long id) {
    return trial.run(Who.console(), id).map(EndpointDesk::tried);
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
    sender.close();
  }
}
