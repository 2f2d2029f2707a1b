package dev.ringwatch.bench.serve;

import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long the read API takes with many events stored, one request after the other, once the server
 * has read them all: what is rare, what everybody uses, and what nobody does.
 */
@Command(
    name = "read",
    description = "searches and timelines with 10M events stored: time of an answer",
    mixinStandardHelpOptions = true)
public final class ReadSpeed implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS_PER_ACCOUNT = 20;
  private static final int LATER_PAGE = 5;

  @Option(names = "--events", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--requests",
      defaultValue = "500",
      description = "of each kind; default ${DEFAULT-VALUE}")
  private int requests;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
    int accounts = events / EVENTS_PER_ACCOUNT;
    try (WorkFolder work = WorkFolder.below(folder)) {
      Path data = work.path().resolve("data");
      GeneratedDay day = Days.before(Instant.now(), accounts, events, seed);
      long stored = StoredDay.write(data, day);
      try (Installation installation = Installation.start(data, ServerOptions.ofDefaults())) {
        try (Client client = installation.client()) {
          ServerStatus.awaitRead(client, stored, PATIENCE);
        }
        System.out.printf(
            Locale.ROOT,
            "scores written %.1f s after the last event was read%n",
            StoredDay.awaitScores(installation, PATIENCE));
        System.out.printf(
            Locale.ROOT, "%,d events of %,d accounts, milliseconds%n", stored, accounts);
        System.out.println("| asked for | p50 | p95 | p99 | max | number |");
        System.out.println("|---|---|---|---|---|---|");
        // Made now: the server closes connections that are silent for as long as that took.
        try (Client client = installation.client()) {
          for (ReadQuestion question : questions(installation)) {
            measure(question, client);
          }
        }
      }
    }
    return 0;
  }

  private List<ReadQuestion> questions(Installation installation) throws IOException, SQLException {
    List<ReadQuestion> questions = new ArrayList<>();
    try (Database database = Database.open(installation.postgres())) {
      StoredValues stored = new StoredValues(database, events);
      List<String> accounts = stored.random("account_id");
      questions.add(ReadQuestion.of("an account", "/v1/accounts/", accounts));
      questions.add(
          ReadQuestion.of("scores of an account", "/v1/accounts/", accounts).followedBy("/scores"));
      ReadQuestion byRisk =
          ReadQuestion.of("accounts by risk", "/v1/accounts?min_score=", List.of("0", "5"));
      questions.add(byRisk);
      questions.add(byRisk.atPage(LATER_PAGE));
      questions.add(
          ReadQuestion.of("timeline of an account", "/v1/accounts/", accounts)
              .followedBy("/events"));
      ReadQuestion busiest =
          ReadQuestion.of("timeline of a busy one", "/v1/accounts/", stored.popular("account_id"))
              .followedBy("/events");
      questions.add(busiest);
      questions.add(busiest.atPage(LATER_PAGE));
      for (String field : List.of("device_id", "ip", "target")) {
        String path = "/v1/events?" + field + "=";
        questions.add(ReadQuestion.of("any " + field, path, stored.random(field)));
        ReadQuestion popular = ReadQuestion.of("popular " + field, path, stored.popular(field));
        questions.add(popular);
        questions.add(popular.atPage(LATER_PAGE));
        questions.add(ReadQuestion.of("nobody's " + field, path, List.of("nobody's")));
      }
      questions.add(ReadQuestion.of("an action", "/v1/events?action=", List.of("login")));
    }
    return questions;
  }

  private void measure(ReadQuestion question, Client client) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < requests / 10; i++) {
      question.ask(client, random);
    }
    Samples times = new Samples();
    for (int i = 0; i < requests; i++) {
      times.add(question.ask(client, random));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f | %,d |%n",
        question.name(),
        times.quantileMillis(0.5),
        times.quantileMillis(0.95),
        times.quantileMillis(0.99),
        times.quantileMillis(1),
        times.size());
  }
}
