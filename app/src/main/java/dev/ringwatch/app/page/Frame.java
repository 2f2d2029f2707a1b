package dev.ringwatch.app.page;

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
public record Frame(
    String title, FormToken form, String name, String login, String role, boolean hasPassword) {

  /** Whether who is signed in may let pass what others propose. */
  public boolean mayApprove() {
    return role.equals(Role.LEAD.word()) || role.equals(Role.ADMIN.word());
  }

  /** Whether who is signed in may decide and write, and not look only. */
  public boolean mayDecide() {
    return !role.equals(Role.VIEWER.word());
  }

  /** Where else there is something to look at. */
  public List<Place> places() {
    return Place.of(title, role);
  }

  /** The parts of the place that the page belongs to; none if it has no parts. */
  public List<Place> parts() {
    return Place.parts(title, role);
  }

  /** Whether whoever it is for sets the server up. */
  public boolean administers() {
    return role.equals(Role.ADMIN.word());
  }
}
