package dev.ringwatch.app.replay;

import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingIds;
import dev.ringwatch.event.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rings are called, so that a ring has one id at every look and on both sides: the one it has
 * on the server, if it lives there. Used by one thread.
 */
final class RingNames {

  private final Map<String, Collection<AccountId>> members;

  /** Names that begin with those of rings that live. */
  RingNames(Map<String, ? extends Collection<AccountId>> living) {
    members = new HashMap<>(living);
  }

  /** The rings under the names that they had, or new ones; highest score first. */
  List<Ring> named(List<Ring> found) {
    List<Ring> named = RingIds.keep(members, found);
    named.forEach(
        ring -> members.put(ring.id(), ring.members().stream().map(Member::account).toList()));
    return named;
  }
}
