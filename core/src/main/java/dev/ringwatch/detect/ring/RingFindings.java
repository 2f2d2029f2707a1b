package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a look at a link graph found.
 *
 * @param edges the significant edges, by first account, then second
 * @param rings the rings, highest score first, ties by id; an account is in one ring at most
 * @param shedOccasions how many co-action occasions the graph had to leave out to stay within its
 *     memory
 */
public record RingFindings(List<Edge> edges, List<Ring> rings, long shedOccasions) {

  /** Findings for which nothing was left out. */
  public RingFindings(List<Edge> edges, List<Ring> rings) {
    this(edges, rings, 0);
  }

  /** Copies the lists. */
  public RingFindings {
    edges = List.copyOf(edges);
    rings = List.copyOf(rings);
  }

  /** The ring of every account that is in one. O(members). */
  public Map<AccountId, Ring> ringByAccount() {
    var byAccount = new HashMap<AccountId, Ring>();
    for (Ring ring : rings) {
      ring.members().forEach(member -> byAccount.put(member.account(), ring));
    }
    return byAccount;
  }
}
