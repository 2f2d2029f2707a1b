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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long every page takes with many events and accounts stored, one after the other, once scores
 * and rings are written: from the request until the whole page is there. What a page asks for by
 * itself afterwards has a row of its own.
 */
@Command(
    name = "pages",
    description = "every page with 10M events and 500k accounts stored: time of a page",
    mixinStandardHelpOptions = true)
public final class PageSpeed implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS_PER_ACCOUNT = 20;
  private static final List<String> ONE = List.of("");

  @Option(names = "--events", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--requests",
      defaultValue = "200",
      description = "of each page; default ${DEFAULT-VALUE}")
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
      ServerOptions options = ServerOptions.ofDefaults().withSettings(PageClient.SETTINGS);
      try (Installation installation = Installation.start(data, options)) {
        try (Client client = installation.client()) {
          ServerStatus.awaitRead(client, stored, PATIENCE);
        }
        double written = StoredDay.awaitScores(installation, PATIENCE);
        awaitRings(installation);
        System.out.printf(
            Locale.ROOT,
            "%,d events of %,d accounts, scores written after %.1f s; milliseconds%n",
            stored,
            accounts,
            written);
        measure(installation);
      }
    }
    return 0;
  }

  private static void awaitRings(Installation installation) throws IOException, SQLException {
    try (Database database = Database.open(installation.postgres())) {
      Patience.until(
          "a ring, and an incident of one",
          PATIENCE,
          () -> {
            try {
              return database.number("SELECT count(*) FROM alert_incidents WHERE kind = 'ring'")
                  > 0;
            } catch (SQLException e) {
              throw new IOException(e);
            }
          });
    }
  }

  private void measure(Installation installation)
      throws IOException, InterruptedException, SQLException {
    PageTimes.printHead();
    try (PageClient client = PageClient.signedIn(installation)) {
      for (PageTimes asked : pages(installation)) {
        asked.measure(client, requests, seed);
      }
    }
  }

  private List<PageTimes> pages(Installation installation) throws IOException, SQLException {
    List<PageTimes> pages = new ArrayList<>();
    for (String path :
        List.of(
            "/",
            "/queue",
            "/incidents",
            "/incidents?open=false",
            "/rings",
            "/accounts",
            "/explore",
            "/hunts",
            "/patterns",
            "/patterns/sessions",
            "/calibration",
            "/models",
            "/models/drift",
            "/operations",
            "/operations/rejected",
            "/operations/set-aside",
            "/lists",
            "/settings",
            "/settings/operators",
            "/settings/keys",
            "/settings/audit",
            "/settings/archive",
            "/settings/configuration",
            "/silences",
            "/suppressions",
            "/deliveries",
            "/endpoints")) {
      pages.add(new PageTimes("`" + path + "`", path, ONE));
    }
    try (Database database = Database.open(installation.postgres())) {
      StoredValues stored = new StoredValues(database, events);
      pages.add(new PageTimes("an account", "/accounts?id=", stored.random("account_id")));
      pages.add(new PageTimes("a busy account", "/accounts?id=", stored.popular("account_id")));
      String riskiest = "SELECT account_id FROM accounts ORDER BY risk_score DESC LIMIT 100";
      pages.add(new PageTimes("a risky account", "/accounts?id=", stored.of(riskiest)));
      pages.add(
          new PageTimes(
              "an incident", "/incidents/", stored.of("SELECT id::text FROM alert_incidents")));
      pages.add(
          new PageTimes(
              "a ring",
              "/rings/",
              stored.of("SELECT ring_id FROM rings WHERE dissolved_at IS NULL")));
      pages.add(new PageTimes("a model", "/models/", stored.of("SELECT id FROM models")));
      String enforced = "/accounts?enforced=";
      pages.add(
          new PageTimes("accounts by enforcement", enforced, List.of("open", "confirmed", "any")));
      for (String field : List.of("account_id", "device_id", "ip", "target")) {
        String path = "/explore?" + field + "=";
        pages.add(new PageTimes("explore any " + field, path, stored.random(field)));
        pages.add(new PageTimes("explore a popular " + field, path, stored.popular(field)));
        pages.add(new PageTimes("search any " + field, "/search?q=", stored.random(field)));
        pages.add(new PageTimes("search a popular " + field, "/search?q=", stored.popular(field)));
      }
      pages.add(new PageTimes("search what nobody has", "/search?q=", List.of("nobody's")));
    }
    return pages;
  }
}
