package dev.ringwatch.app.replay;

import dev.ringwatch.event.LinkKeyKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code replay} was asked.
 *
 * @param files which files are read
 * @param log whether the log of a server is read, after the files
 * @param period what is replayed of them
 * @param every how much event time lies between two looks at scores
 * @param proposal what is to be different
 * @param modelNow a model that holds in the place of those that the log says
 * @param labels a file of labels; empty for the verdicts of the server
 * @param showing what is shown of what is different
 * @param out the folder for the answers; empty for none
 */
record ReplayRequest(
    Files files,
    boolean log,
    Period period,
    Duration every,
    Proposal proposal,
    Optional<Path> modelNow,
    Optional<Path> labels,
    Showing showing,
    Optional<Path> out) {

  /**
   * Files of events.
   *
   * @param names their names, {@code -} for standard input; may be none
   * @param columns our column names to theirs
   * @param now the present: events of the future are rejected
   */
  record Files(List<String> names, Map<String, String> columns, Instant now) {

    /** Copies the collections. */
    Files {
      names = List.copyOf(names);
      columns = Map.copyOf(columns);
    }
  }

  /**
   * What is to be different.
   *
   * @param config a file of settings in the place of the one that holds
   * @param values of settings, by their whole names
   * @param model a model file that scores in the place of all others
   * @param learned what verdicts taught, to adjust scores by
   * @param withoutHunts hunts whose findings are not to count
   * @param alsoLink static kinds of link key that are to be looked at besides
   * @param thresholds the scores from which incidents are to be opened
   */
  record Proposal(
      Optional<Path> config,
      Map<String, String> values,
      Optional<Path> model,
      Optional<Path> learned,
      Set<String> withoutHunts,
      Set<LinkKeyKind> alsoLink,
      Thresholds thresholds) {

    /** Copies the collections. */
    Proposal {
      values = Map.copyOf(values);
      withoutHunts = Set.copyOf(withoutHunts);
      alsoLink = Set.copyOf(alsoLink);
    }
  }

  /**
   * Scores from which incidents are to be opened, each 0 to 100; empty for what holds.
   *
   * @param accounts of accounts
   * @param rings of rings
   */
  record Thresholds(OptionalDouble accounts, OptionalDouble rings) {}

  /**
   * What is shown of what is different.
   *
   * @param movedBy by how many points a score must have moved to count as moved, above 0
   * @param examples how many of each kind are shown, at least 0
   */
  record Showing(double movedBy, int examples) {}

  /** The inputs among the files that are named. */
  List<Path> inputs() {
    return Stream.of(
            files.names().stream().filter(name -> !name.equals("-")).map(Path::of),
            proposal.config().stream(),
            proposal.model().stream(),
            proposal.learned().stream(),
            modelNow.stream(),
            labels.stream())
        .flatMap(paths -> paths)
        .toList();
  }
}
