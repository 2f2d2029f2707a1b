package dev.ringwatch.bench.serve;

import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** What a page asks for by itself once it is there. */
  private static final Pattern LATER = Pattern.compile("hx-get=\"([^\"]+)\" hx-trigger=\"load\"");

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

  /**
   * A page, of one value after the other.
   *
   * @param name in the table
   * @param path up to where the value goes
   * @param values of which one is taken at random each time
   */
  private record Asked(String name, String path, List<String> values) {}

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
        double written = StoredDay.awaitScores(installation, accounts, PATIENCE);
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
    System.out.println("| page | p50 | p95 | max | KB | number |");
    System.out.println("|---|---|---|---|---|---|");
    try (PageClient client = PageClient.signedIn(installation)) {
      for (Asked asked : pages(installation)) {
        measure(asked, client);
      }
    }
  }

  private List<Asked> pages(Installation installation) throws IOException, SQLException {
    List<Asked> pages = new ArrayList<>();
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
            "/calibration",
            "/silences",
            "/suppressions",
            "/deliveries",
            "/endpoints")) {
      pages.add(new Asked("`" + path + "`", path, ONE));
    }
    try (Database database = Database.open(installation.postgres())) {
      StoredValues stored = new StoredValues(database, events);
      pages.add(new Asked("an account", "/accounts?id=", stored.random("account_id")));
      pages.add(new Asked("a busy account", "/accounts?id=", stored.popular("account_id")));
      String riskiest = "SELECT account_id FROM accounts ORDER BY risk_score DESC LIMIT 100";
      pages.add(new Asked("a risky account", "/accounts?id=", stored.of(riskiest)));
      pages.add(
          new Asked(
              "an incident", "/incidents/", stored.of("SELECT id::text FROM alert_incidents")));
      pages.add(
          new Asked(
              "a ring",
              "/rings/",
              stored.of("SELECT ring_id FROM rings WHERE dissolved_at IS NULL")));
      for (String field : List.of("account_id", "device_id", "ip", "target")) {
        String path = "/explore?" + field + "=";
        pages.add(new Asked("explore any " + field, path, stored.random(field)));
        pages.add(new Asked("explore a popular " + field, path, stored.popular(field)));
        pages.add(new Asked("search any " + field, "/search?q=", stored.random(field)));
        pages.add(new Asked("search a popular " + field, "/search?q=", stored.popular(field)));
      }
      pages.add(new Asked("search what nobody has", "/search?q=", List.of("nobody's")));
    }
    return pages;
  }

  private void measure(Asked asked, PageClient client) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    Samples times = new Samples();
    Samples laterTimes = new Samples();
    long length = 0;
    long laterLength = 0;
    for (int i = -requests / 10; i < requests; i++) {
      String value = asked.values().get(random.nextInt(asked.values().size()));
      String path = asked.path() + URLEncoder.encode(value, StandardCharsets.UTF_8);
      long begun = System.nanoTime();
      String page = client.get(path);
      long there = System.nanoTime();
      Matcher later = LATER.matcher(page);
      boolean hasLater = later.find();
      String rest = hasLater ? client.get(later.group(1).replace("&amp;", "&")) : "";
      if (i >= 0) {
        times.add(there - begun);
        length = Math.max(length, page.length());
      }
      if (i >= 0 && hasLater) {
        laterTimes.add(System.nanoTime() - there);
        laterLength = Math.max(laterLength, rest.length());
      }
    }
    print(asked.name(), times, length);
    if (laterTimes.size() > 0) {
      print(asked.name() + ", its counts", laterTimes, laterLength);
    }
  }

  private static void print(String name, Samples times, long length) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %,d | %,d |%n",
        name,
        times.quantileMillis(0.5),
        times.quantileMillis(0.95),
        times.quantileMillis(1),
        length / 1000,
        times.size());
  }
}
