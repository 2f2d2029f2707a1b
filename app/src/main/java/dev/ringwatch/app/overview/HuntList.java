package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import java.util.List;

/**
 * The hunts as they are shown.
 *
 * @param frame what stands around them
 * @param hunts by name
 * @param unusable sentences about files that are none
 */
record HuntList(Frame frame, List<Row> hunts, List<String> unusable) {

  /** One hunt. */
  record Row(String href, String name, String title, String question, boolean own) {

    static Row of(Hunt hunt) {
      return new Row(
          "/hunts/" + hunt.name(),
          hunt.name(),
          Shown.line(hunt.words().title()),
          Shown.line(hunt.words().question()),
          hunt.isOwn());
    }
  }

  static HuntList of(Frame frame, HuntCatalogue.Listed listed) {
    return new HuntList(
        frame,
        listed.hunts().stream().map(Row::of).toList(),
        listed.unusable().stream().map(one -> Shown.line(one.toString())).toList());
  }
}
