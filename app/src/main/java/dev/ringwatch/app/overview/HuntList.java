package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntFindings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hunts as they are shown.
 *
 * @param frame what stands around them
 * @param hunts by name
 * @param unusable sentences about files that are none
 */
record HuntList(Frame frame, List<Row> hunts, List<String> unusable) {

  /**
   * One hunt.
   *
   * @param last how its last run on a schedule went; empty if it has had none
   */
  record Row(
      String href, String name, String title, String question, boolean own, Optional<String> last) {

    static Row of(
        Hunt hunt, Map<String, String> time, HuntFindings.@Nullable Run last, Instant now) {
      return new Row(
          Choice.address("/hunts/" + hunt.name(), time, "", ""),
          hunt.name(),
          Shown.line(hunt.words().title()),
          Shown.line(hunt.words().question()),
          hunt.isOwn(),
          Optional.ofNullable(last).map(run -> words(run, now)));
    }

    /** How a run on the schedule went, in words. */
    static String words(HuntFindings.Run run, Instant now) {
      String problem = run.problem();
      return "ran by itself "
          + Moment.of(run.at(), now).ago()
          + ": "
          + (problem == null ? accounts(run.accounts()) : Shown.line(problem));
    }

    private static String accounts(HuntFindings.Run.Accounts accounts) {
      String found = Numbers.count(accounts.found(), "account");
      if (accounts.scored() == 0) {
        return found;
      }
      boolean all = accounts.scored() == accounts.found();
      return found
          + ", and raises the risk of "
          + (all ? "all of them" : "the first " + Numbers.count(accounts.scored()));
    }
  }

  /**
   * With links to each.
   *
   * @param time over which time, for the forms that the links lead to; empty for the usual one
   */
  static HuntList of(
      Frame frame,
      HuntCatalogue.Listed listed,
      Map<String, String> time,
      Map<String, HuntFindings.Run> runs,
      Instant now) {
    return new HuntList(
        frame,
        listed.hunts().stream()
            .map(hunt -> Row.of(hunt, time, runs.get(hunt.name()), now))
            .toList(),
        listed.unusable().stream().map(one -> Shown.line(one.toString())).toList());
  }
}
