package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.report.KeyKind;
import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.app.report.RingPicture;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.GraphPicture;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.ingest.SearchedValues;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What ties the members of a ring: as a picture, in which a click on anything leads to its row, and
 * as those rows.
 *
 * @param picture the members and what they share; empty without members
 * @param keys what the most of them share, and what the picture shows
 * @param keyWords how many of these are shown; empty if all are
 * @param pairs the strongest pairs, and those that the picture shows as lines
 * @param pairWords how many there are, and how many are shown
 * @param popular keys that say nothing by themselves, a sentence each of the first
 */
record RingEvidence(
    Optional<RingPicture> picture,
    List<KeyRow> keys,
    String keyWords,
    List<PairRow> pairs,
    String pairWords,
    List<String> popular) {

  private static final int KEYS_SHOWN = 40;
  private static final int PAIRS_SHOWN = 20;
  private static final int POPULAR_SHOWN = 3;

  /** What says who somebody is stands before what was done together. */
  private static final Comparator<RingDetail.SharedKey> MOST_SHARED_FIRST =
      Comparator.comparing(
              (RingDetail.SharedKey key) -> key.kind().equals(LinkKeyKind.CO_ACTION.label()))
          .thenComparingInt(key -> -key.members().size())
          .thenComparingLong(RingDetail.SharedKey::accounts)
          .thenComparing(RingDetail.SharedKey::kind)
          .thenComparing(RingDetail.SharedKey::value);

  /**
   * Something shared.
   *
   * @param anchor the row's name on the page
   * @param kind its kind
   * @param value itself
   * @param href where it is searched for; empty for what nobody searches for
   * @param who how many share it
   * @param members some of those who do
   */
  record KeyRow(
      String anchor, KeyKind kind, String value, String href, String who, List<Name> members) {

    private static final int NAMED = 6;

    static KeyRow of(RingDetail.SharedKey key, String anchor) {
      String members = Numbers.count(key.members().size(), "member");
      long others = key.accounts() - key.members().size();
      // Of what is made of several fields, no one value can be searched for.
      boolean isMade =
          Stream.of(LinkKeyKind.CO_ACTION, LinkKeyKind.CLIENT, LinkKeyKind.NETWORK)
              .anyMatch(kind -> kind.label().equals(key.kind()));
      return new KeyRow(
          anchor,
          KeyKind.of(key.kind()),
          Shown.name(key.value()),
          isMade || SearchedValues.isPrefix(key.value())
              ? ""
              : "/search?q=" + OneIncident.encoded(key.value()),
          others > 0 ? members + ", " + Numbers.count(others, "other") : members,
          key.members().stream().limit(NAMED).map(Name::of).toList());
    }
  }

  /** A member's name, and its page. */
  record Name(String id, String href) {

    static Name of(String account) {
      return new Name(Shown.name(account), Href.account(account));
    }
  }

  /**
   * A pair.
   *
   * @param anchor the row's name on the page
   * @param a the one
   * @param b the other
   * @param evidence what they share, a sentence each
   * @param more how many things more
   * @param chance how likely that is by chance, in words
   */
  record PairRow(String anchor, Name a, Name b, List<String> evidence, int more, String chance) {

    private static final int SENTENCES = 3;

    static PairRow of(RingDrawing.Tied tied, String anchor) {
      List<String> sentences =
          tied.ties().evidence().stream()
              .limit(SENTENCES)
              .map(tie -> Shown.line(tie.sentence()))
              .toList();
      return new PairRow(
          anchor,
          Name.of(tied.edge().a()),
          Name.of(tied.edge().b()),
          sentences,
          tied.ties().shared() - sentences.size(),
          Numbers.byChance(tied.edge().pValue()));
    }
  }

  /** Two members by their ids. */
  private record Pair(String a, String b) {}

  /**
   * Of what is kept.
   *
   * @param members those who are in it, or of a large ring those with the most ties
   * @param tied the strongest pairs, the strongest first
   * @param config from how many accounts on a key says nothing
   */
  static RingEvidence of(
      KeptRing ring, List<KeptMember> members, List<RingDrawing.Tied> tied, RingConfig config) {
    List<RingDetail.SharedKey> keys = List.of();
    Optional<RingPicture> picture = Optional.empty();
    if (!members.isEmpty()) {
      RingDetail detail = RingDrawing.of(ring, members, tied);
      keys = detail.ties().keys().stream().sorted(MOST_SHARED_FIRST).toList();
      picture =
          Optional.of(
              RingPicture.of(detail, ring.members(), GraphPicture.Tips.TITLE, leads(keys, tied)));
    }
    List<KeyRow> keyRows = keyRows(keys, picture);
    List<PairRow> pairs = pairs(tied, picture);
    return new RingEvidence(
        picture,
        keyRows,
        keyRows.size() < keys.size()
            ? "Shown are "
                + Numbers.count(keyRows.size())
                + " of "
                + Numbers.count(keys.size())
                + ", among them those that the most share."
            : "",
        pairs,
        pairWords(ring, pairs.size()),
        popular(tied, config));
  }

  private static List<KeyRow> keyRows(
      List<RingDetail.SharedKey> keys, Optional<RingPicture> picture) {
    Set<RingDetail.SharedKey> drawn = new HashSet<>();
    picture.ifPresent(one -> drawn.addAll(one.keys()));
    List<KeyRow> rows = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (i < KEYS_SHOWN || drawn.contains(keys.get(i))) {
        rows.add(KeyRow.of(keys.get(i), "key-" + (i + 1)));
      }
    }
    return List.copyOf(rows);
  }

  /** Rows are named by their places, so that no name comes from an event. */
  private static RingPicture.Leads leads(
      List<RingDetail.SharedKey> keys, List<RingDrawing.Tied> tied) {
    Map<RingDetail.SharedKey, String> keyPlaces = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      keyPlaces.put(keys.get(i), "#key-" + (i + 1));
    }
    Map<Pair, String> pairPlaces = new HashMap<>();
    for (int i = 0; i < tied.size(); i++) {
      KeptEdge edge = tied.get(i).edge();
      pairPlaces.put(new Pair(edge.a(), edge.b()), "#pair-" + (i + 1));
    }
    return new RingPicture.Leads() {
      @Override
      public String account(String id) {
        return Href.account(id);
      }

      @Override
      public String key(RingDetail.SharedKey key) {
        return keyPlaces.getOrDefault(key, "");
      }

      @Override
      public String pair(RingDetail.Edge pair) {
        return pairPlaces.getOrDefault(new Pair(pair.a(), pair.b()), "");
      }
    };
  }

  /** Those of the first that are shown anyway, and those that a line of the picture leads to. */
  private static List<PairRow> pairs(List<RingDrawing.Tied> tied, Optional<RingPicture> picture) {
    Set<Pair> drawn = new HashSet<>();
    picture.stream()
        .flatMap(one -> one.pairs().stream())
        .forEach(pair -> drawn.add(new Pair(pair.a(), pair.b())));
    List<PairRow> rows = new ArrayList<>();
    for (int i = 0; i < tied.size(); i++) {
      KeptEdge edge = tied.get(i).edge();
      if (i < PAIRS_SHOWN || drawn.contains(new Pair(edge.a(), edge.b()))) {
        rows.add(PairRow.of(tied.get(i), "pair-" + (i + 1)));
      }
    }
    return List.copyOf(rows);
  }

  private static String pairWords(KeptRing ring, int shown) {
    long accounts = ring.members();
    String tied =
        Numbers.count(ring.edges())
            + " of "
            + Numbers.count(accounts * (accounts - 1) / 2, "pair")
            + " tied";
    return ring.edges() > shown
        ? tied + "; shown are " + Numbers.count(shown) + ", among them the strongest."
        : tied + ".";
  }

  private static List<String> popular(List<RingDrawing.Tied> tied, RingConfig config) {
    return tied.stream()
        .flatMap(pair -> pair.ties().evidence().stream())
        .flatMap(tie -> popular(tie, config))
        .distinct()
        .limit(POPULAR_SHOWN)
        .toList();
  }

  private static Stream<String> popular(RingJson.Tie tie, RingConfig config) {
    Long accounts = tie.accounts();
    int cap =
        Arrays.stream(LinkKeyKind.values())
            .filter(kind -> kind.label().equals(tie.kind()))
            .mapToInt(config::cap)
            .findFirst()
            .orElse(0);
    return accounts == null || cap == 0 || accounts <= cap
        ? Stream.empty()
        : Stream.of(
            "The "
                + KeyKind.of(tie.kind()).label()
                + " "
                + Shown.name(tie.value())
                + " is used by "
                + Numbers.count(accounts, "account")
                + ": above "
                + Numbers.count(cap)
                + ", sharing one says nothing by itself, and ties nobody.");
  }
}
