package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The one task that sees all accounts and keys of a driver whose keys stand by themselves: it is
 * told what they became, collects the occasions on which accounts acted together, and finds rings
 * when it is asked. It numbers accounts and keys by itself.
 *
 * <p>Keys of a single account tie nobody and need not come: of a static one it is enough to say
 * that the account has it ({@link #lone}), which makes the account as busy as it is. So what this
 * holds grows with the keys that are shared. Not thread-safe.
 */
public final class RingTask {

  /** The tables here live for one search, so that nobody can have learned where keys lie. */
  private static final long INDEX_SEED = 5;

  private static final int VERSION = 1;

  private final RingConfig config;
  private LocalAccounts accounts;
  private final List<Seen> seen = new ArrayList<>();
  private final Map<LinkKey, byte[]> links = new LinkedHashMap<>();

  /** In the order of their numbers, by which the occasions name them. */
  private final Map<LinkKey, byte[]> coActions = new LinkedHashMap<>();

  private final Map<LinkKey, Integer> numbers = new LinkedHashMap<>();
  private final Occasions occasions;

  /** Accounts and co-action keys that are gone, and have their numbers still. */
  private final Set<AccountId> goneAccounts = new HashSet<>();

  private final Set<LinkKey> goneKeys = new HashSet<>();

  /** What is known of an account. Changed in place. */
  private static final class Seen {
    private int actionsOnTargets;
    private double anomaly;

    /** By place in {@link RingConfig#kindsWithRoom}: how many keys it alone has. */
    private final int[] lone;

    private Seen(int kinds) {
      lone = new int[kinds];
    }
  }

  /** A task that has been told nothing. */
  public RingTask(RingConfig config) {
    this.config = config;
    accounts = new LocalAccounts();
    occasions = new Occasions(config.coAction().maxOccasions());
  }

  private RingTask(RingConfig config, BlockReader in) throws IOException {
    this.config = config;
    int version = in.readInt();
    if (version != VERSION) {
      throw new UnusableStateException(
          "the state of rings has format " + version + ", and this Ringwatch reads " + VERSION);
    }
    accounts = new LocalAccounts(in);
    for (int left = in.readCount(); left > 0; left--) {
      seen.add(readSeen(in));
    }
    readKeys(in, links);
    readKeys(in, coActions);
    coActions.keySet().forEach(key -> numbers.put(key, numbers.size()));
    occasions = new Occasions(config.coAction().maxOccasions(), in);
  }

  /** The task that {@link #bytes} wrote, under the same configuration. */
  public static RingTask read(byte[] bytes, RingConfig config) {
    return Packed.read(bytes, in -> new RingTask(config, in));
  }

  /** All that it was told, to go on from. O(shared keys + occasions). */
  public byte[] bytes() {
    forgetNumbers();
    return Packed.bytes(out -> {
      out.putInt(VERSION);
      accounts.writeTo(out);
      out.putInt(seen.size());
      for (Seen account : seen) {
        write(account, out);
      }
      writeKeys(links, out);
      writeKeys(coActions, out);
      occasions.freeze().writeTo(out);
      occasions.thaw();
    });
  }

  /** Says what an account is like at a closed tick, in place of what was said before. */
  public void account(AccountId account, int actionsOnTargets, double anomaly) {
    Seen its = seen(account);
    its.actionsOnTargets = actionsOnTargets;
    its.anomaly = anomaly;
  }

  /**
   * Says how many more keys of a static kind an account alone has.
   *
   * @param more negative if others have some of them now, which then come by {@link #link}
   */
  public void lone(AccountId account, LinkKeyKind kind, int more) {
    seen(account).lone[config.kindsWithRoom().indexOf(kind)] += more;
  }

  /** Says what a static key became, as {@link KeyStateCodec#bytes} has it. */
  public void link(LinkKey key, byte[] state) {
    links.put(key, state);
  }

  /** Says what a co-action key became, likewise. Whatever had an occasion must come. */
  public void coAction(LinkKey key, byte[] state) {
    number(key);
    coActions.put(key, state);
  }

  /** Says that a static key is gone, or that a single account has it again. */
  public void linkGone(LinkKey key) {
    links.remove(key);
  }

  /** Says that a co-action key is gone, or worth nothing any more, and all its occasions. */
  public void coActionGone(LinkKey key) {
    if (numbers.containsKey(key)) {
      goneKeys.add(key);
    }
  }

  /** Says that an account is gone, and that no key or occasion names it. */
  public void accountGone(AccountId account) {
    goneAccounts.add(account);
  }

  /** Says that occasions before a minute since 1970 do not count any more. O(occasions). */
  public void forgetOccasionsBefore(int minute) {
    occasions.forgetBefore(minute);
  }

  /** Gives numbers anew, where some are of nobody. */
  private void forgetNumbers() {
    if (goneAccounts.isEmpty() && goneKeys.isEmpty()) {
      return;
    }
    List<LinkKey> keysBefore = List.copyOf(numbers.keySet());
    goneKeys.forEach(coActions::remove);
    numbers.clear();
    coActions.keySet().forEach(key -> numbers.put(key, numbers.size()));
    LocalAccounts before = accounts;
    List<Seen> seenBefore = List.copyOf(seen);
    accounts = new LocalAccounts();
    seen.clear();
    for (int number = 0; number < before.size(); number++) {
      if (!goneAccounts.contains(before.id(number))) {
        accounts.number(before.id(number));
        seen.add(seenBefore.get(number));
      }
    }
    occasions.renumber(
        key -> number(keysBefore.get(key)),
        number -> {
          seen(before.id(number));
          return accounts.number(before.id(number));
        });
    goneAccounts.clear();
    goneKeys.clear();
  }

  private int number(LinkKey key) {
    goneKeys.remove(key);
    Integer number = numbers.get(key);
    if (number == null) {
      number = numbers.size();
      numbers.put(key, number);
      coActions.put(key, new byte[0]);
    }
    return number;
  }

  /** Says that two accounts acted together. */
  public void occasion(
      LinkKey key, AccountId earlier, AccountId later, long epochMillis, int gapMillis) {
    occasions.add(
        number(key), accounts.number(earlier), accounts.number(later), epochMillis, gapMillis);
    seen(earlier);
    seen(later);
  }

  /** Says that all occasions of a tick have come, and those of none after it. */
  public void closeTick() {
    occasions.shed();
  }

  private Seen seen(AccountId account) {
    goneAccounts.remove(account);
    int number = accounts.number(account);
    while (seen.size() < accounts.size()) {
      seen.add(new Seen(config.kindsWithRoom().size()));
    }
    return seen.get(number);
  }

  /**
   * The edges and rings of all that was said. Of whom a key or an occasion names and nothing was
   * said, it is taken that nothing is unusual. O(shared keys + occasions) and more, on all
   * processors of the pool that it is called in.
   */
  public RingFindings find() {
    forgetNumbers();
    LinkGraph.Builder builder = LinkGraph.builder(config);
    List<KeyUsages> tables = linkTables();
    CoActionUsages coActionTable = coActionTable();
    List<LinkKeyKind> kinds = config.kindsWithRoom();
    for (int number = 0; number < seen.size(); number++) {
      Seen its = seen.get(number);
      builder.account(number, accounts.id(number), its.actionsOnTargets);
      for (int kind = 0; kind < its.lone.length; kind++) {
        builder.lostKeys(number, kinds.get(kind), its.lone[kind]);
      }
    }
    tables.forEach(builder::keys);
    LinkGraph graph = builder.coActions(List.of(coActionTable), occasions).build();
    double[] risk = new double[graph.accounts()];
    Arrays.setAll(risk, index -> seen.get(graph.number(index)).anomaly);
    return RingDetector.detect(graph, risk, config);
  }

  private List<KeyUsages> linkTables() {
    Map<LinkKeyKind, KeyUsages> byKind = new EnumMap<>(LinkKeyKind.class);
    links.forEach((key, state) -> {
      KeyUsages table =
          byKind.computeIfAbsent(
              key.kind(), kind -> new KeyUsages(kind, config.kindsWithRoom(), INDEX_SEED));
      Packed.read(state, in -> table.read(in, here(KeyStateCodec.accounts(in))));
    });
    return List.copyOf(byKind.values());
  }

  private CoActionUsages coActionTable() {
    CoActionUsages table = new CoActionUsages(config, INDEX_SEED);
    coActions.forEach(
        (key, state) -> Packed.read(state, in -> table.read(in, here(KeyStateCodec.accounts(in)))));
    return table;
  }

  /** From the numbers of accounts in a key's state to those here. */
  private IntUnaryOperator here(LocalAccounts its) {
    return number -> {
      seen(its.id(number));
      return accounts.number(its.id(number));
    };
  }

  private static void write(Seen account, BlockWriter out) throws IOException {
    out.putInt(account.actionsOnTargets);
    out.putDouble(account.anomaly);
    out.putInt(account.lone.length);
    out.putInts(account.lone, 0, account.lone.length);
  }

  private static Seen readSeen(BlockReader in) throws IOException {
    int actionsOnTargets = in.readCount();
    double anomaly = in.readDouble();
    Seen account = new Seen(in.readCount());
    account.actionsOnTargets = actionsOnTargets;
    account.anomaly = anomaly;
    in.readInts(account.lone, 0, account.lone.length);
    return account;
  }

  private static void writeKeys(Map<LinkKey, byte[]> keys, BlockWriter out) throws IOException {
    out.putInt(keys.size());
    for (Map.Entry<LinkKey, byte[]> key : keys.entrySet()) {
      out.putText(key.getKey().kind().label());
      out.putText(key.getKey().value());
      out.putInt(key.getValue().length);
      out.putBytes(key.getValue(), key.getValue().length);
    }
  }

  private static void readKeys(BlockReader in, Map<LinkKey, byte[]> keys) throws IOException {
    for (int left = in.readCount(); left > 0; left--) {
      LinkKeyKind kind = LinkKeyKind.ofLabel(in.readText());
      LinkKey key = new LinkKey(kind, in.readText());
      keys.put(key, in.readBytes(in.readCount()));
    }
  }
}
