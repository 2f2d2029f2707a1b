package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.CommandChecks;
import dev.ringwatch.event.LinkKeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is proposed. */
final class ProposalOptions {

  @Option(
      names = "--proposed",
      paramLabel = "FILE",
      description = "settings in the place of those of --config, as YAML")
  private @Nullable Path proposed;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description = "one setting that is proposed, such as ringwatch.detection.lateness=1m")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description = "the score from which an incident of an account is to be opened")
  private @Nullable Double threshold;

  @Option(names = "--ring-threshold", paramLabel = "SCORE", description = "the same of a ring")
  private @Nullable Double ringThreshold;

  @Option(
      names = "--model",
      paramLabel = "FILE|ID",
      description = {
        "the model that is proposed, in the place of those that the log says: a file that analyze",
        "saved, or with the log one that the server learned, as ringwatch model list shows it"
      })
  private @Nullable Path model;

  @Option(
      names = "--learned",
      paramLabel = "FILE",
      description = "has scores moved by learned.json of analyze; goes with the model of that run")
  private @Nullable Path learned;

  @Option(
      names = "--without-hunt",
      split = ",",
      paramLabel = "NAME",
      description = "hunts whose findings are to count nothing")
  private Set<String> withoutHunts = new HashSet<>();

  @Option(
      names = "--also-link",
      split = ",",
      paramLabel = "KIND",
      description = {
        "weak kinds of link that are off by default:",
        "network (IPv6 /56), client (user agent and address)"
      })
  private Set<LinkKeyKind> alsoLink = EnumSet.noneOf(LinkKeyKind.class);

  /**
   * What they say.
   *
   * @throws ParameterException with a sentence, if that cannot be
   */
  ReplayRequest.Proposal read(CommandSpec spec) {
    CommandChecks.kinds(spec, alsoLink);
    if (proposed != null && !Files.isRegularFile(proposed)) {
      throw new ParameterException(spec.commandLine(), "--proposed " + proposed + " is no file");
    }
    return new ReplayRequest.Proposal(
        Optional.ofNullable(proposed),
        values,
        Optional.ofNullable(model),
        Optional.ofNullable(learned),
        withoutHunts,
        alsoLink,
        new ReplayRequest.Thresholds(
            score(spec, "--threshold", threshold), score(spec, "--ring-threshold", ringThreshold)));
  }

  private static OptionalDouble score(CommandSpec spec, String option, @Nullable Double value) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value >= 0 && value <= 100)) {
      throw new ParameterException(spec.commandLine(), option + " must be 0 to 100, not " + value);
    }
    return OptionalDouble.of(value);
  }
}
