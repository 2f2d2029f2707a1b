package dev.ringwatch.app.hunt;

import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is set of hunts.
 *
 * @param directory where a team keeps its own; null if it has none
 * @param schedule which run by themselves
 * @param points what those of the schedule add to scores
 * @param config what they may take
 * @param login the role that they log in as, in a database of the user's own; null if there is none
 */
public record HuntSettings(
    @Nullable Path directory,
    HuntSchedule schedule,
    HuntPoints points,
    HuntConfig config,
    @Nullable Login login) {

  /**
   * A role.
   *
   * @param user its name
   * @param password its password; empty if it needs none
   */
  public record Login(String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  /** The role, if there is one. */
  public Optional<Login> role() {
    return Optional.ofNullable(login);
  }

  /** Which hunts there are. */
  public HuntCatalogue catalogue() {
    return directory == null ? HuntCatalogue.builtIn() : HuntCatalogue.with(directory);
  }
}
