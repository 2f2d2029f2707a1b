package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.postgres.Role;
import java.util.List;

/**
 * What stands around every page.
 *
 * @param title the page's
 * @param form what its forms send along
 * @param name who is signed in
 * @param login under which name
 * @param role as what
 * @param hasPassword whether they have one that they can change
 */
record Frame(
    String title, FormToken form, String name, String login, String role, boolean hasPassword) {

  /** Whether who is signed in may let pass what others propose. */
  boolean mayApprove() {
    return role.equals(Role.LEAD.word()) || role.equals(Role.ADMIN.word());
  }

  /** Whether who is signed in may decide and write, and not look only. */
  boolean mayDecide() {
    return !role.equals(Role.VIEWER.word());
  }

  /** Where else there is something to look at. */
  List<Place> places() {
    return Place.of(title, role);
  }
}
