package dev.ringwatch.kit.generate;

import java.util.List;

/**
 * The people of a ring, or a single abuser.
 *
 * @param members who they are
 */
record Crew(List<Person> members) {

  int size() {
    return members.size();
  }

  /** Whoever sets the hours and the country; the only member of a single abuser's crew. */
  Person leader() {
    return members.getFirst();
  }
}
