package dev.ringwatch.postgres.hunt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.AbuseKind;
import dev.ringwatch.postgres.hunt.Hunt;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What hunts find on generated days, under their usual values: at least four fifths of what each is
 * for, of some nine tenths, and not the sale's crowd. The usual values were looked at with two
 * seeds; three were never used before this test had them, and five are of days of another shape, of
 * which three were never used either.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class PlantedDaysTest {

  @Parameter private Group group = Group.LOOKED_AT;

  private static final double RECALL = 0.8;

  /** Hunts that find more than the floor of the others, on days of every shape. */
  private static final Map<String, Double> HIGHER_RECALL =
      Map.of("address-entropy", 0.9, "many-accounts-address", 0.9);

  private static final int TOP = 10;
  private static final Set<String> SENSITIVE = Set.of("password_change", "profile_update");
  private static final String[] SHORT_SILENCE = {"dormant=1d"};

  /** The generator's abuse that a hunt is for. What the others are for is planted on top. */
  private static final Map<String, Set<AbuseKind>> FOR =
      Map.of(
          "shared-device",
          Set.of(AbuseKind.DEVICE_FARM, AbuseKind.DEVICE_RING, AbuseKind.LOW_AND_SLOW),
          "device-switching",
          Set.of(
              AbuseKind.DEVICE_FARM,
              AbuseKind.DEVICE_RING,
              AbuseKind.DEVICE_CHAIN,
              AbuseKind.LOW_AND_SLOW),
          "many-accounts-address",
          Set.of(AbuseKind.DEVICE_FARM),
          "coordinated-timing",
          Set.of(AbuseKind.TIGHT_CO_ACTION, AbuseKind.BEHIND_CARRIER),
          "failing-sessions",
          Set.of(AbuseKind.CREDENTIAL_STUFFING),
          "credential-stuffing",
          Set.of(AbuseKind.CREDENTIAL_STUFFING),
          "address-entropy",
          Set.of(AbuseKind.CREDENTIAL_STUFFING),
          "suspicious-audience",
          Set.of(AbuseKind.DEVICE_FARM, AbuseKind.DEVICE_RING),
          "account-takeover",
          Set.of(AbuseKind.TAKEOVER));

  private static final Set<String> FAST = Set.of("bursts", "resource-sweep", "session-velocity");

  /**
   * Whose question a sale could answer: by their pace, by what they do together, by what fails. For
   * the others it matters where somebody comes from, which a sale does not change.
   */
  private static final Set<String> ABOUT_WHAT_IS_DONE =
      Set.of(
          "account-takeover",
          "bursts",
          "coordinated-timing",
          "credential-stuffing",
          "dormant-awakening",
          "failing-sessions",
          "payment-sharing",
          "resource-sweep",
          "session-velocity",
          "suspicious-audience");

  /** These compare, or ask for what other tests have: enforcement and rings. */
  private static final Set<String> WITHOUT_PLANTED =
      Set.of(
          "account-age-cohorts", "new-account-trend", "enforcement-sequences", "ring-member-risk");

  private static final List<PlantedDays> WORLDS = new ArrayList<>();

  /** Days of which hunts must find what they are for in each group. */
  @SuppressWarnings("ImmutableEnumChecker") // its sets are those of Set.of
  enum Group {
    /** The usual values were looked at with these. */
    LOOKED_AT(Set.of("impossible-travel", "many-accounts-address")),
    /** Nobody used these before this test did. */
    NEVER_USED(Set.of("impossible-travel", "many-accounts-address", "coordinated-timing")),
    /**
     * More accounts do less each here, and rings are larger. What was found to be weak was mended
     * with these.
     */
    OF_ANOTHER_SHAPE(Set.of("impossible-travel", "many-accounts-address")),
    /** The same shape, and nobody used these before this test did. */
    OF_ANOTHER_SHAPE_NEVER_USED(Set.of("impossible-travel", "many-accounts-address"));

    private final Set<String> othersOnTop;

    /**
     * A group.
     *
     * @param othersOnTop which may put something else first; that they find it is tried apart
     */
    Group(Set<String> othersOnTop) {
      this.othersOnTop = othersOnTop;
    }
  }

  @BeforeParameterizedClassInvocation
  static void plant(Group group) throws SQLException {
    switch (group) {
      case LOOKED_AT -> WORLDS.addAll(List.of(PlantedDays.of(1), PlantedDays.of(2)));
      case NEVER_USED ->
          WORLDS.addAll(List.of(PlantedDays.of(21), PlantedDays.of(22), PlantedDays.of(23)));
      case OF_ANOTHER_SHAPE ->
          WORLDS.addAll(List.of(PlantedDays.ofAnotherShape(31), PlantedDays.ofAnotherShape(32)));
      case OF_ANOTHER_SHAPE_NEVER_USED ->
          WORLDS.addAll(
              List.of(
                  PlantedDays.ofAnotherShape(61),
                  PlantedDays.ofAnotherShape(62),
                  PlantedDays.ofAnotherShape(63)));
    }
  }

  @AfterParameterizedClassInvocation
  static void close() {
    WORLDS.forEach(PlantedDays::close);
    WORLDS.clear();
  }

  /** How much of what is wanted, over all worlds, is found. */
  private static final class Recall {
    private final Set<String> missed = new TreeSet<>();
    private int wanted;

    void add(Set<String> wantedHere, Set<String> found) {
      wanted += wantedHere.size();
      wantedHere.stream().filter(one -> !found.contains(one)).forEach(missed::add);
    }

    void check(String hunt) {
      assertThat(wanted).as(hunt).isGreaterThanOrEqualTo(4);
      double recall = (double) (wanted - missed.size()) / wanted;
      assertThat(recall)
          .as("recall of %s is %s: it missed %s of %s", hunt, recall, missed, wanted)
          .isGreaterThanOrEqualTo(HIGHER_RECALL.getOrDefault(hunt, RECALL));
    }
  }

  private static Set<String> abusers(PlantedDays world, String hunt) {
    return world.abusers(FOR.getOrDefault(hunt, Set.of()));
  }

  /** What is wanted in a world, and what is found there. */
  private interface Looked {
    void in(PlantedDays world, Recall recall) throws InterruptedException;
  }

  private void finds(String hunt, Looked looked) throws InterruptedException {
    Recall recall = new Recall();
    for (PlantedDays world : WORLDS) {
      looked.in(world, recall);
    }
    recall.check(hunt);
  }

  private void findsAbusers(String hunt) throws InterruptedException {
    finds(hunt, (world, recall) -> recall.add(abusers(world, hunt), world.find(hunt).accounts()));
  }

  private void findsPlanted(String hunt, String column, String... said)
      throws InterruptedException {
    finds(
        hunt,
        (world, recall) -> {
          Findings found = world.findOnLastDay(hunt, said);
          recall.add(world.plantings().of(hunt), new HashSet<>(found.column(column)));
        });
  }

  @Test
  void findsRingsBehindDevices() throws InterruptedException {
    findsAbusers("shared-device");
    findsAbusers("device-switching");
    findsAbusers("many-accounts-address");
  }

  @Test
  void findsRingsThatActInStep() throws InterruptedException {
    findsAbusers("coordinated-timing");
  }

  @Test
  void findsThoseWhoGuessPasswordsAndThoseWhoseAccountTheyTook() throws InterruptedException {
    findsAbusers("failing-sessions");
    findsAbusers("credential-stuffing");
    findsAbusers("address-entropy");
    findsPlanted("credential-stuffing", "ip");
    finds(
        "account-takeover",
        (world, recall) -> {
          // Who was not there before had nothing that could be taken over.
          Set<String> taken = abusers(world, "account-takeover");
          taken.retainAll(known(world));
          recall.add(taken, world.find("account-takeover").accounts());
        });
  }

  /** Accounts of which a new device did something sensitive, at least an hour after they came. */
  private static Set<String> known(PlantedDays world) {
    Duration hour = Duration.ofHours(1);
    Map<String, Instant> firsts = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (Event event : world.events()) {
      String account = event.account().value();
      Instant came = firsts.computeIfAbsent(account, unused -> event.timestamp());
      Instant deviceCame =
          firsts.computeIfAbsent(account + " " + event.device(), unused -> event.timestamp());
      if (SENSITIVE.contains(event.action())
          && !deviceCame.isBefore(came.plus(hour))
          && event.timestamp().isBefore(deviceCame.plus(hour))) {
        known.add(account);
      }
    }
    return known;
  }

  @Test
  void findsWhatIsTooFast() throws InterruptedException {
    findsPlanted("bursts", "account_id");
    findsPlanted("resource-sweep", "account_id");
    findsPlanted("session-velocity", "account_id");
    findsPlanted("impossible-travel", "account_id");
  }

  @Test
  void findsFarmsSleepersClaimsAndReviews() throws InterruptedException {
    findsPlanted("signup-farm", "device_id");
    findsPlanted("payment-sharing", "payment_id");
    findsPlanted("suspicious-audience", "target");
    findsPlanted("dormant-awakening", "target", SHORT_SILENCE);
    for (PlantedDays world : WORLDS) {
      assertThat(world.findOnLastDay("new-account-trend").column("action"))
          .startsWith("review", "gift", "signup");
    }
  }

  @Test
  void findsEveryoneWhoWasActedAgainstAgain() throws InterruptedException {
    for (PlantedDays world : WORLDS) {
      Map<String, Event> last = new HashMap<>();
      Set<String> again = new TreeSet<>();
      for (Event event : world.events()) {
        if (event.enforced()) {
          Event before = last.put(event.account().value(), event);
          if (before != null
              && Duration.between(before.timestamp(), event.timestamp()).toSeconds() > 3600) {
            again.add(event.account().value());
          }
        }
      }
      assertThat(world.find("enforcement-sequences").accounts()).isNotEmpty().isEqualTo(again);
    }
  }

  @Test
  void putsEveryAccountIntoOneCohort() throws InterruptedException {
    for (PlantedDays world : WORLDS) {
      Set<String> accounts = new HashSet<>();
      world.events().forEach(event -> accounts.add(event.account().value()));
      long counted =
          world.find("account-age-cohorts").column("account_count").stream()
              .mapToLong(Long::parseLong)
              .sum();
      assertThat(counted).isEqualTo(accounts.size());
    }
  }

  @Test
  void doesNotPutASalesCrowdOnTop() throws InterruptedException {
    Set<String> withProducts = new TreeSet<>();
    for (PlantedDays world : WORLDS) {
      Set<String> products = world.saleProducts();
      assertThat(products).isNotEmpty();
      products.removeAll(world.pushedTargets());
      for (Hunt hunt : HuntField.all()) {
        Findings found = world.findOnLastDay(hunt.name());
        if (found.answer().columns().contains("target")) {
          List<String> targets = found.column("target");
          if (targets.stream().limit(TOP).anyMatch(products::contains)) {
            withProducts.add(hunt.name());
          }
        }
        Set<String> top = found.accounts(TOP);
        long fromSales = top.stream().filter(world::inSaleOnly).count();
        // A quarter of all accounts were in a sale some time: of three, two may be by chance.
        assertThat(fromSales)
            .as("%s: %s", hunt.name(), top)
            .isLessThanOrEqualTo((top.size() + 1) / 2);
      }
    }
    assertThat(withProducts).isEmpty();
  }

  /** Many were in a sale some time, and may stand on top for something else that they did. */
  @Test
  void putsNobodyOnTopForASale() throws Exception {
    Set<String> forASale = new TreeSet<>();
    for (PlantedDays world : WORLDS) {
      try (PlantedDays quiet = world.withoutSales()) {
        for (String name : ABOUT_WHAT_IS_DONE) {
          Set<String> buyers = world.findOnLastDay(name).accounts(TOP);
          buyers.removeIf(account -> !world.inSaleOnly(account));
          buyers.removeAll(quiet.findOnLastDay(name).accounts());
          buyers.forEach(account -> forASale.add(name + " " + account));
        }
      }
    }
    assertThat(forASale).isEmpty();
  }

  @Test
  void putsWhatIsPlantedOnTop() throws InterruptedException {
    Set<String> without = new TreeSet<>();
    for (PlantedDays world : WORLDS) {
      for (Hunt hunt : HuntField.all()) {
        String name = hunt.name();
        Set<String> planted = abusers(world, name);
        // What is planted for one of the fast is a hit of the other two as well, and may be a
        // worse.
        for (String same : FAST.contains(name) ? FAST : Set.of(name)) {
          planted.addAll(world.plantings().of(same));
        }
        String[] said = name.equals("dormant-awakening") ? SHORT_SILENCE : new String[0];
        Set<String> top = world.findOnLastDay(name, said).values(TOP);
        if (planted.stream().noneMatch(top::contains)) {
          without.add(name);
        }
      }
    }
    without.removeAll(group.othersOnTop);
    assertThat(without).isEqualTo(WITHOUT_PLANTED);
  }
}
