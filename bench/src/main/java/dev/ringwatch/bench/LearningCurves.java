package dev.ringwatch.bench;

import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Truth;
import dev.ringwatch.kit.generate.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What verdicts teach: how well accounts that nobody looked at are ranked after so many of them,
 * beside the score alone, over draws of who is looked at.
 */
@Command(
    name = "learning",
    description = "what so many verdicts are worth, on real labelled logs and a generated day",
    mixinStandardHelpOptions = true)
final class LearningCurves implements Callable<Integer> {

  private static final String GENERATED = "generated";

  /** Its labels are derived from what it is scored by, or are none of abuse. */
  private static final List<String> PLUMBING = List.of("auth_log_ec2", "talkingdata_clicks");

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "folders with events.csv.gz and labels.csv; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data");

  @Option(
      names = "--only",
      description = "these sets only, by name; the day is called " + GENERATED,
      split = ",")
  private List<String> only = List.of();

  @Option(
      names = "--verdicts",
      defaultValue = "50,100,300,1000",
      split = ",",
      description = "how many; default ${DEFAULT-VALUE}")
  private List<Integer> verdicts = List.of();

  @Option(
      names = "--draws",
      defaultValue = "20",
      description = "of who is looked at; default ${DEFAULT-VALUE}")
  private int draws;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      System.err.println("bench learning: " + data + " is no folder; name one with --data");
      return 1;
    }
    System.out.println(
        "| log | looked at | verdicts | score alone: AP, R@2 | learned | after the test | passes |"
            + " worse |\n|---|---|---|---|---|---|---|---|");
    for (Path folder : LabelledLog.folders(data)) {
      String name = String.valueOf(folder.getFileName());
      if (isAsked(name) && !PLUMBING.contains(name)) {
        LabelledLog log = LabelledLog.read(folder);
        Answer answer = Answer.to(log.events()::forEach);
        measure(
            LearningSet.of(
                name, answer, account -> Optional.ofNullable(log.abusive().get(account))));
        ceilings(log);
      }
    }
    if (isAsked(GENERATED)) {
      measure(generated());
    }
    return 0;
  }

  private boolean isAsked(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private static LearningSet generated() {
    GeneratedDay day =
        Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(1)
                .withTraps(TrapLevel.HARD)
                .withVolume(Volume.ofDefaults().of(20_000, 400_000)));
    Truth truth = day.truth();
    return LearningSet.of(
        GENERATED, Answer.to(day::forEach), account -> Optional.of(truth.of(account).abusive()));
  }

  private void measure(LearningSet set) {
    System.err.printf(
        "%s: %,d labelled accounts, %,d abusive%n",
        set.name(), set.accounts().size(), set.abusive());
    List<LearningPoint> points = new ArrayList<>();
    for (LabelDraw.Looking looking : LabelDraw.Looking.values()) {
      for (int count : verdicts) {
        points.add(new LearningPoint(set, looking, count));
      }
    }
    points.stream()
        .filter(LearningPoint::canBeMeasured)
        .forEach(point -> {
          point.measure(draws);
          System.out.println(point.text());
        });
  }

  /** What the set's own file says can be reached with labels, by methods that saw more of them. */
  private static void ceilings(LabelledLog log) throws IOException {
    Predicate<QualityRow> isSupervised = row -> row.method().contains("SUPERVISED");
    Published.of(log, log.abusive().size()).stream()
        .filter(isSupervised)
        .forEach(row ->
            System.out.printf(
                "| %s | all, supervised | %,d | %.3f, %.3f | | | | |%n",
                row.set(), row.accounts(), row.averagePrecision(), row.recallAt2()));
  }
}
