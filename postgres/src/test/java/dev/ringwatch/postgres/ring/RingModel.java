package dev.ringwatch.postgres.ring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the tables must say after some searches, slow and obvious: everything is made anew from all
 * searches, by the words in which the rules stand.
 */
final class RingModel {

  /** A search. */
  record Search(Instant at, Map<String, Set<String>> rings) {}

  private final List<Search> searches = new ArrayList<>();

  void add(Instant at, Map<String, Set<String>> rings) {
    searches.add(new Search(at, new TreeMap<>(rings)));
  }

  private Map<String, Set<String>> before(int search) {
    return search == 0 ? Map.of() : searches.get(search - 1).rings();
  }

  private Set<String> everyId() {
    Set<String> ids = new TreeSet<>();
    searches.forEach(search -> ids.addAll(search.rings().keySet()));
    return ids;
  }

  /** Who was in a ring when it was there last before a search; null if it never was. */
  private @Nullable Set<String> last(String id, int search) {
    for (int i = search - 1; i >= 0; i--) {
      Set<String> members = searches.get(i).rings().get(id);
      if (members != null) {
        return members;
      }
    }
    return null;
  }

  /** Id, members, first seen, last seen, dissolved. */
  List<String> rings() {
    List<String> rows = new ArrayList<>();
    for (String id : everyId()) {
      List<Instant> seen =
          searches.stream().filter(one -> one.rings().containsKey(id)).map(Search::at).toList();
      boolean lives = searches.getLast().rings().containsKey(id);
      Instant end =
          searches.stream()
              .map(Search::at)
              .filter(at -> at.isAfter(seen.getLast()))
              .findFirst()
              .orElse(null);
      int members = Objects.requireNonNull(last(id, searches.size())).size();
      rows.add(
          id
              + " "
              + members
              + " "
              + seen.getFirst()
              + " "
              + seen.getLast()
              + " "
              + (lives ? null : end));
    }
    return rows;
  }

  /** Ring, account, joined, left. */
  List<String> members() {
    Map<String, String> rows = new TreeMap<>();
    for (String id : everyId()) {
      Map<String, Instant> joined = new HashMap<>();
      Map<String, Instant> left = new HashMap<>();
      Set<String> in = new TreeSet<>();
      for (Search search : searches) {
        Set<String> now = search.rings().get(id);
        if (now == null) {
          continue;
        }
        for (String account : now) {
          if (in.add(account)) {
            joined.put(account, search.at());
            left.remove(account);
          }
        }
        for (String account : List.copyOf(in)) {
          if (!now.contains(account)) {
            in.remove(account);
            left.put(account, search.at());
          }
        }
      }
      joined.forEach((account, at) ->
          rows.put(id + " " + account, id + " " + account + " " + at + " " + left.get(account)));
    }
    return List.copyOf(rows.values());
  }

  /** Time, ring, kind, other ring, members, who came, who went. */
  List<String> history() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < searches.size(); i++) {
      for (String id : everyId()) {
        String change = change(i, id);
        if (!change.isEmpty()) {
          rows.add(searches.get(i).at() + " " + id + " " + change);
        }
      }
    }
    return rows;
  }

  private String change(int search, String id) {
    Set<String> was = before(search).get(id);
    Set<String> is = searches.get(search).rings().get(id);
    if (is == null) {
      if (was == null) {
        return "";
      }
      String into = withHalf(was, searches.get(search).rings());
      return (into == null ? "ended null" : "merged " + into) + " 0 [] " + was;
    }
    if (was == null) {
      return beginning(search, id, is);
    }
    Set<String> came = without(is, was);
    Set<String> went = without(was, is);
    if (came.isEmpty() && went.isEmpty()) {
      return "";
    }
    String kind = went.isEmpty() ? "grew" : came.isEmpty() ? "shrank" : "changed";
    return kind + " null " + is.size() + " " + came + " " + went;
  }

  private String beginning(int search, String id, Set<String> is) {
    Set<String> last = last(id, search);
    if (last != null) {
      return "returned null " + is.size() + " " + without(is, last) + " " + without(last, is);
    }
    String from = withHalf(is, before(search));
    return (from == null ? "found null" : "split " + from) + " " + is.size() + " " + is + " []";
  }

  private static @Nullable String withHalf(Set<String> accounts, Map<String, Set<String>> rings) {
    String best = null;
    int most = 0;
    for (Map.Entry<String, Set<String>> ring : new TreeMap<>(rings).entrySet()) {
      Set<String> common = new TreeSet<>(accounts);
      common.retainAll(ring.getValue());
      if (common.size() > most && common.size() * 2 >= accounts.size()) {
        best = ring.getKey();
        most = common.size();
      }
    }
    return best;
  }

  private static Set<String> without(Set<String> accounts, Set<String> others) {
    Set<String> rest = new TreeSet<>(accounts);
    rest.removeAll(others);
    return rest;
  }
}
