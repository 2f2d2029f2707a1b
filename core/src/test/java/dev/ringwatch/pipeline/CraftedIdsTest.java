package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.CraftedTexts;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that a stranger chooses so that an unkeyed hash takes them for one. */
class CraftedIdsTest {

  private static final int COUNT = 2_000;
  private static final HashKey SECRET = new HashKey(3, 4);

  private final List<String> crafted = CraftedTexts.colliding(COUNT, 1);

  /** The threat is there: without a key the n-th account reads through all before it. */
  @ParameterizedTest(name = "secret key {0}")
  @ValueSource(booleans = {false, true})
  void accountsAreFoundAtOnce(boolean secret) {
    HashKey key = secret ? SECRET : HashKey.PUBLIC;
    AccountIndex keyed = new AccountIndex(1, 4);
    AccountIndex unkeyed = new AccountIndex(1, 4);
    for (String text : crafted) {
      AccountId account = new AccountId(text);
      keyed.number(account, AccountIndex.hash(account, key));
      unkeyed.number(account, StableHash.of(text, 0));
    }
    AccountId last = new AccountId(crafted.getLast());
    assertThat(unkeyed.reads(last, StableHash.of(last.value(), 0))).isEqualTo(COUNT);
    for (String text : crafted) {
      AccountId account = new AccountId(text);
      assertThat(keyed.reads(account, AccountIndex.hash(account, key))).isEqualTo(1);
    }
    assertThat(keyed.size()).isEqualTo(COUNT);
  }

  /** Of n accounts, each with a device of its own, and a second device with one other. */
  @ParameterizedTest(name = "secret key {0}, {1} partitions")
  @CsvSource({"false, 1", "true, 1", "true, 3"})
  void driverTellsThemApart(boolean secret, int partitions) {
    HashKey key = secret ? SECRET : HashKey.PUBLIC;
    PipelineConfig config = PipelineConfig.ofDefaults().withHashKey(key);
    EmbeddedDriver driver = new EmbeddedDriver(config, 1, partitions);
    events().forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    List<FeatureVector> vectors = driver.vectors();
    assertThat(vectors).hasSize(COUNT);
    assertThat(vectors)
        .allSatisfy(vector -> {
          assertThat(vector.events()).isEqualTo(2);
          assertThat(vector.value(Feature.DISTINCT_DEVICES)).isEqualTo(2);
          assertThat(vector.value(Feature.DEVICE_SHARING_MAX)).isEqualTo(1);
        });
    int devices = 0;
    for (Partition partition : driver.state.partitions) {
      AccountIndex accounts = partition.state().accounts();
      for (int number = 0; number < accounts.size(); number++) {
        AccountId account = accounts.id(number);
        assertThat(accounts.reads(account, AccountIndex.hash(account, key))).isEqualTo(1);
      }
      devices +=
          partition.state().links().stream()
              .filter(links -> links.states().kind() == LinkKeyKind.DEVICE)
              .mapToInt(links -> links.states().size())
              .sum();
    }
    assertThat(devices).isEqualTo(COUNT + COUNT / 2);
  }

  private List<Event> events() {
    List<String> devices = CraftedTexts.colliding(COUNT + COUNT / 2, 2);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      events.add(event(events.size(), crafted.get(i), devices.get(i)));
      events.add(event(events.size(), crafted.get(i), devices.get(COUNT + i / 2)));
    }
    return events;
  }

  private static Event event(int number, String account, String device) {
    return Event.builder(new AccountId(account), "login", Instant.ofEpochMilli(10L * number))
        .id("e" + number)
        .device(device)
        .build();
  }

  /** Whoever has made ids that an unkeyed sample begins with, is in a keyed one by chance only. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void cannotGetIntoTheSampleAtWill(long seed) {
    int sampled = COUNT / 10;
    List<String> ids = new ArrayList<>(IntStream.range(0, COUNT).mapToObj(i -> "id" + i).toList());
    Collections.shuffle(ids, new Random(seed));
    EmbeddedDriver known = driver(ids, HashKey.PUBLIC);
    EmbeddedDriver secret = driver(ids, new HashKey(seed, 5));
    List<AccountId> chosen = accounts(known.sampleVectors(sampled, seed));
    List<AccountId> unforeseen = accounts(secret.sampleVectors(sampled, seed));
    assertThat(accounts(driver(ids, new HashKey(seed, 5)).sampleVectors(sampled, seed)))
        .isEqualTo(unforeseen);
    unforeseen.retainAll(chosen);
    assertThat(unforeseen).hasSizeLessThan(sampled / 3);
  }

  private static List<AccountId> accounts(List<FeatureVector> vectors) {
    return new ArrayList<>(vectors.stream().map(FeatureVector::account).toList());
  }

  private static EmbeddedDriver driver(List<String> ids, HashKey key) {
    PipelineConfig config = PipelineConfig.ofDefaults().withHashKey(key);
    EmbeddedDriver driver = new EmbeddedDriver(config, 1, 1);
    for (int i = 0; i < ids.size(); i++) {
      driver.accept(0, event(i, ids.get(i), "device"));
    }
    driver.closeAllTicks();
    return driver;
  }
}
