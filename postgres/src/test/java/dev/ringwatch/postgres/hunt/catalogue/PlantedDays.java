package dev.ringwatch.postgres.hunt.catalogue;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.AbuseConfig;
import dev.ringwatch.kit.generate.AbuseKind;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Trap;
import dev.ringwatch.kit.generate.TrapKind;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Truth;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Generated days in a database, with what the generator plants and what we plant on top of it. */
final class PlantedDays implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final int DAYS = 3;
  static final Instant END = START.plus(Duration.ofDays(DAYS));

  private static final int ACCOUNTS = 2_000;
  private static final int EVENTS = 120_000;

  private final HuntField field;
  private final Truth truth;
  private final Plantings plantings;
  private final List<Event> events;

  /** What was asked already: the days do not change, and several tests ask the same. */
  private final Map<Question, Findings> answers = new HashMap<>();

  private PlantedDays(HuntField field, Truth truth, Plantings plantings, List<Event> events) {
    this.field = field;
    this.truth = truth;
    this.plantings = plantings;
    this.events = events;
  }

  /** Days as most are. */
  static PlantedDays of(long seed) throws SQLException {
    Volume volume = new Volume(START, DAYS, ACCOUNTS, EVENTS);
    return of(new GeneratorConfig(seed, volume, TrapLevel.HARD, AbuseConfig.ofDefaults(), false));
  }

  /**
   * Days of another shape: more accounts that do less each, platform session ids, twice as much
   * abuse in rings that are larger and hide better.
   */
  static PlantedDays ofAnotherShape(long seed) throws SQLException {
    Volume volume = new Volume(START, DAYS, 2 * ACCOUNTS, EVENTS);
    AbuseConfig abuse =
        AbuseConfig.ofDefaults().withCamouflage(0.4).withAccountShare(0.05).withRingSizes(6, 60);
    return of(new GeneratorConfig(seed, volume, TrapLevel.HARD, abuse, true));
  }

  private static PlantedDays of(GeneratorConfig config) throws SQLException {
    GeneratedDay days = Generator.of(config);
    List<Event> events = new ArrayList<>();
    days.forEach(events::add);
    Truth truth = days.truth();
    Plantings plantings = Plantings.of(config.seed(), ordinary(events, truth));
    events.addAll(plantings.events());
    events.sort(Event.CANONICAL_ORDER);
    return in(HuntField.create(), truth, plantings, events);
  }

  private static PlantedDays in(
      HuntField field, Truth truth, Plantings plantings, List<Event> events) throws SQLException {
    LocalDate first = LocalDate.ofInstant(START, ZoneOffset.UTC).minusDays(1);
    new EventPartitions(field.database().dataSource()).ensureAhead(first, DAYS + 1);
    field.write(events);
    field.database().execute("ANALYZE raw_events");
    return new PlantedDays(field, truth, plantings, List.copyOf(events));
  }

  /** The same days as if there had been no sale: whatever was done to its products is left out. */
  PlantedDays withoutSales() throws SQLException {
    Set<String> products = saleProducts();
    return in(
        HuntField.create(),
        truth,
        plantings,
        events.stream()
            .filter(event -> event.target() == null || !products.contains(event.target()))
            .toList());
  }

  /** Accounts that neither abuse nor were in a sale, and act often enough to be known. */
  private static List<String> ordinary(List<Event> events, Truth truth) {
    Map<AccountId, Integer> counts = new HashMap<>();
    events.forEach(event -> counts.merge(event.account(), 1, Integer::sum));
    Set<AccountId> sale = new HashSet<>();
    sales(truth).forEach(trap -> sale.addAll(trap.members()));
    return truth.accounts().keySet().stream()
        .filter(account -> !truth.of(account).abusive() && !sale.contains(account))
        .filter(account -> counts.getOrDefault(account, 0) >= 10)
        .map(AccountId::value)
        .toList();
  }

  private static List<Trap> sales(Truth truth) {
    return truth.traps().stream().filter(trap -> trap.kind() == TrapKind.FLASH_SALE).toList();
  }

  Plantings plantings() {
    return plantings;
  }

  List<Event> events() {
    return events;
  }

  /** What a hunt finds in all the days. */
  Findings find(String name, String... said) throws InterruptedException {
    return find(new Question(name, START, List.of(said)));
  }

  /** What a hunt finds on the last day. */
  Findings findOnLastDay(String name, String... said) throws InterruptedException {
    return find(new Question(name, END.minus(Duration.ofDays(1)), List.of(said)));
  }

  private Findings find(Question question) throws InterruptedException {
    Findings found = answers.get(question);
    if (found == null) {
      String[] said = question.said().toArray(String[]::new);
      found = field.find(question.hunt(), question.from(), END, said);
      answers.put(question, found);
    }
    return found;
  }

  /** A hunt with values of its parameters, up to the end of the days. */
  private record Question(String hunt, Instant from, List<String> said) {}

  /** The accounts that abuse in one of some ways. */
  Set<String> abusers(Set<AbuseKind> kinds) {
    Set<String> labels = new HashSet<>();
    for (AbuseKind kind : kinds) {
      labels.add(kind.label());
    }
    Set<String> abusers = new TreeSet<>();
    truth
        .accounts()
        .forEach((account, about) -> {
          if (about.abusive() && labels.contains(about.kind())) {
            abusers.add(account.value());
          }
        });
    return abusers;
  }

  /** Whether an account's most conspicuous side is that it was in a sale. */
  boolean inSaleOnly(String account) {
    return truth.of(new AccountId(account)).kind().equals(TrapKind.FLASH_SALE.label());
  }

  /** The products of sales: what ten and more of a sale's buyers bought. */
  Set<String> saleProducts() {
    Map<String, Set<String>> buyers = new HashMap<>();
    for (Event event : events) {
      String target = event.target();
      if (target != null
          && event.action().equals("purchase")
          && inSaleOnly(event.account().value())) {
        buyers.computeIfAbsent(target, unused -> new HashSet<>()).add(event.account().value());
      }
    }
    Set<String> products = new TreeSet<>();
    buyers.forEach((target, accounts) -> {
      if (accounts.size() >= 10) {
        products.add(target);
      }
    });
    return products;
  }

  /**
   * What rings push, whatever else happens to it: half of those who act on it on the last day
   * abuse. That a hunt finds it is right, also if it is on sale.
   */
  Set<String> pushedTargets() {
    Map<String, Set<AccountId>> audiences = new HashMap<>();
    for (Event event : events) {
      boolean looks = event.action().equals("view") || event.action().equals("search");
      boolean isOfLastDay = !event.timestamp().isBefore(END.minus(Duration.ofDays(1)));
      if (event.target() != null && !looks && isOfLastDay) {
        audiences.computeIfAbsent(event.target(), unused -> new HashSet<>()).add(event.account());
      }
    }
    Set<String> pushed = new TreeSet<>();
    audiences.forEach((target, audience) -> {
      long abusers = audience.stream().filter(account -> truth.of(account).abusive()).count();
      if (2 * abusers >= audience.size()) {
        pushed.add(target);
      }
    });
    return pushed;
  }

  @Override
  public void close() {
    field.close();
  }
}
