package dev.ringwatch.app.settings;

import dev.ringwatch.app.hunt.HuntPoints;
import dev.ringwatch.app.hunt.HuntSchedule;
import dev.ringwatch.app.hunt.HuntSettings;
import dev.ringwatch.postgres.hunt.HuntConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How hunts run. */
record HuntsSection(
    @Setting(value = "a directory with hunts of your own, each a .sql file", unset = "none")
        @Nullable Path directory,
    @Setting(value = "how many run at once", least = "1", most = "8") int atOnce,
    @Setting(
            value = "the longest that one may run, whatever its file says",
            least = "1s",
            most = "10m")
        Duration longest,
    @Setting(value = "which run by themselves, and how often", unset = "none")
        @Nullable HuntSchedule schedule,
    @Setting(
            value = "how many points those of the schedule add to the risk of whom they find",
            unset = "none: they open incidents only")
        @Nullable HuntPoints points,
    @Setting("the role that hunts log in as, in a PostgreSQL of your own") Login database) {

  /** The role of hunts. */
  record Login(
      @Setting(value = "its name", unset = "hunts run only in the embedded database")
          @Nullable String user,
      @Setting(value = "its password", unset = "none", secret = true) @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  static HuntsSection ofDefaults() {
    HuntConfig defaults = HuntConfig.ofDefaults();
    return new HuntsSection(
        null, defaults.atOnce(), defaults.longest(), null, null, new Login(null, null));
  }

  /** Whether there is a role that can be used, or none is named. */
  boolean hasWholeLogin(boolean ownDatabase) {
    return database.user() == null ? database.password() == null : ownDatabase;
  }

  /** Whether all that have points are on the schedule. */
  boolean hasPointsOfSchedule() {
    return points == null
        || (schedule != null && schedule.every().keySet().containsAll(points.byHunt().keySet()));
  }

  HuntSettings settings() {
    String password = database.password() == null ? "" : database.password();
    return new HuntSettings(
        directory,
        schedule == null ? new HuntSchedule(Map.of()) : schedule,
        points == null ? new HuntPoints(Map.of()) : points,
        HuntConfig.ofDefaults().with(atOnce, longest),
        database.user() == null ? null : new HuntSettings.Login(database.user(), password));
  }
}
