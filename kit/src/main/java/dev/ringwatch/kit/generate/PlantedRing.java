package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import java.util.List;

/**
 * A ring that was planted.
 *
 * @param id its name
 * @param kind how it abuses
 * @param members its accounts, in the order of ids
 */
public record PlantedRing(String id, AbuseKind kind, List<AccountId> members) {

  /** Checks that the kind is a ring's, and copies the members. */
  public PlantedRing {
    if (!kind.ring()) {
      throw new IllegalArgumentException(kind.label() + " is not a kind of ring");
    }
    members = List.copyOf(members);
  }
}
