package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import java.util.List;

/**
 * An innocent circumstance that looks like coordination.
 *
 * @param id its name
 * @param kind what it is
 * @param members the accounts in it, in the order of ids
 */
public record Trap(String id, TrapKind kind, List<AccountId> members) {

  /** Copies the members. */
  public Trap {
    members = List.copyOf(members);
  }
}
