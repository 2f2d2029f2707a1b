package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.alert.EndpointDesk;
import dev.ringwatch.app.alert.UnusableEndpointException;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.EndpointRequest;
import dev.ringwatch.postgres.alert.EndpointWork;
import dev.ringwatch.risk.Band;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go, as it is shown.
 *
 * @param frame what stands around it
 * @param rows the endpoints by name
 * @param said what a form has come to
 * @param next where the next page is
 */
record EndpointList(Frame frame, List<Row> rows, Said said, Optional<String> next) {

  /** The formats to choose from. */
  static final List<String> FORMATS =
      Arrays.stream(EndpointFormat.values()).map(EndpointFormat::label).toList();

  /** The bands to choose from. */
  static final List<String> BANDS = Arrays.stream(Band.values()).map(Band::label).toList();

  /**
   * What a form has come to.
   *
   * @param sentence what; empty for nothing
   * @param bad whether that is bad news
   * @param once a secret, or what a receiver answered; shown this once
   * @param form the form to make one, as it was filled in
   */
  record Said(String sentence, boolean bad, String once, EndpointForm form) {

    static final Said NOTHING = new Said("", false, "", EndpointForm.EMPTY);

    static Said of(String sentence, @Nullable String secret) {
      return new Said(sentence, false, secret == null ? "" : secret, EndpointForm.EMPTY);
    }

    static Said of(String name, EndpointDesk.Tried tried) {
      String sentence = "Test of " + name + ": " + Shown.line(tried.sentence()) + ".";
      return new Said(sentence, !tried.delivered(), Shown.line(tried.answer()), EndpointForm.EMPTY);
    }

    static Said done(String sentence) {
      return new Said(sentence, false, "", EndpointForm.EMPTY);
    }

    static Said wrong(String sentence) {
      return new Said(sentence, true, "", EndpointForm.EMPTY);
    }

    static Said refused(String what, UnusableEndpointException why, EndpointForm form) {
      String sentence = Shown.line(String.valueOf(why.getMessage()));
      return new Said(what + ": " + sentence + ".", true, "", form);
    }

    /** Without what is shown once. */
    @Override
    public String toString() {
      return "Said[sentence=" + sentence + "]";
    }
  }

  /**
   * An endpoint.
   *
   * @param action where its forms go
   * @param name what it is called
   * @param format how alerts are worded for it
   * @param to its host, or whom letters are to
   * @param on whether it is sent to
   * @param signs whether it has a secret
   * @param state how it stands, in words
   * @param wants which incidents it is told of
   * @param work what there is to do, and how it went
   * @param form the form to change it
   */
  record Row(
      String action,
      String name,
      String format,
      String to,
      boolean on,
      boolean signs,
      String state,
      String wants,
      Work work,
      EndpointForm form) {}

  /**
   * What there is to do at an endpoint, and how it went.
   *
   * @param all its messages
   * @param waits how much waits
   * @param dead how much was given up; empty for nothing
   * @param budget how much it may be sent
   * @param delivered when something arrived last
   * @param failed what failed last
   */
  record Work(
      String all,
      String waits,
      String dead,
      String budget,
      Optional<Moment> delivered,
      Optional<Failure> failed) {}

  /** A failure. */
  record Failure(Moment at, String words) {}

  /**
   * What there is to show.
   *
   * @param endpoints by name
   * @param works what there is to do at each, by number
   * @param now the present
   */
  record Facts(List<Endpoint> endpoints, Map<Long, EndpointWork> works, Instant now) {}

  private static final EndpointWork NO_WORK =
      new EndpointWork(0, null, 0, OptionalDouble.empty(), null, null);

  static EndpointList of(Frame frame, Facts facts, Said said, Optional<String> next) {
    return new EndpointList(
        frame,
        facts.endpoints().stream()
            .map(one -> row(one, facts.works().getOrDefault(one.id(), NO_WORK), facts.now()))
            .toList(),
        said,
        next);
  }

  private static Row row(Endpoint endpoint, EndpointWork work, Instant now) {
    return new Row(
        "/endpoints/" + endpoint.id(),
        Shown.name(endpoint.name()),
        endpoint.format().label(),
        to(endpoint),
        endpoint.disabledAt() == null,
        endpoint.format() == EndpointFormat.JSON,
        state(endpoint, now),
        wants(endpoint),
        work(endpoint, work, now),
        EndpointForm.of(endpoint));
  }

  /** The rest of an address may be what lets one in there. */
  private static String to(Endpoint endpoint) {
    if (endpoint.format() == EndpointFormat.EMAIL) {
      String all = endpoint.url().substring(EndpointRequest.MAILTO.length());
      return Shown.line(all.replace(",", ", "));
    }
    return Shown.line(String.valueOf(URI.create(endpoint.url()).getHost()));
  }

  private static String state(Endpoint endpoint, Instant now) {
    Instant disabled = endpoint.disabledAt();
    Instant quiet = endpoint.circuit().quietUntil();
    if (disabled != null) {
      return "off since "
          + Moment.of(disabled, now).ago()
          + ": "
          + Shown.line(endpoint.disabledReason());
    }
    int failures = endpoint.circuit().failuresInRow();
    String failed =
        failures == 0 ? "" : ", failed " + Numbers.count(failures, "time") + " in a row";
    return quiet != null && quiet.isAfter(now)
        ? "paused, goes on " + Moment.ahead(quiet, now).ago() + failed
        : "on" + failed;
  }

  private static String wants(Endpoint endpoint) {
    String kinds =
        endpoint.kinds().size() == IncidentKind.values().length
            ? "all incidents"
            : endpoint.kinds().stream()
                    .map(IncidentKind::label)
                    .sorted()
                    .collect(Collectors.joining(", "))
                + " incidents";
    OptionalInt minutes = endpoint.unacknowledgedMinutes();
    return kinds
        + (endpoint.leastBand() == Band.LOW ? "" : " from " + endpoint.leastBand().label())
        + (minutes.isPresent()
            ? ", once nobody has acknowledged them for " + minutes.getAsInt() + " min"
            : "");
  }

  private static Work work(Endpoint endpoint, EndpointWork work, Instant now) {
    Instant since = work.since();
    Instant delivered = work.delivered();
    Attempt failed = work.failed();
    return new Work(
        "/deliveries?endpoint=" + endpoint.id(),
        since == null
            ? "nothing waits"
            : Numbers.count(work.waiting(), "message")
                + (work.waiting() == 1 ? " waits" : " wait, the oldest")
                + " since "
                + Moment.of(since, now).ago(),
        work.dead() == 0 ? "" : Numbers.count(work.dead()) + " given up",
        budget(endpoint, work),
        Optional.ofNullable(delivered).map(at -> Moment.of(at, now)),
        Optional.ofNullable(failed)
            .map(one -> new Failure(Moment.of(one.at(), now), DeliveryTable.answer(one))));
  }

  private static String budget(Endpoint endpoint, EndpointWork work) {
    return endpoint
        .budget()
        .map(budget ->
            Numbers.count(budget.perMinute())
                + " a minute, "
                + Numbers.count(budget.burst())
                + " at once; "
                + Numbers.count((long) work.room().orElse(budget.burst()))
                + " left now")
        .orElse("no limit");
  }
}
