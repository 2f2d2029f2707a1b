package dev.ringwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The quality table: how well scores rank the accounts of labelled real logs, ours beside the
 * number of events alone and the sets' published figures.
 */
@Command(
    name = "real",
    description = "detection quality on real labelled logs, beside others",
    mixinStandardHelpOptions = true)
final class RealQuality implements Callable<Integer> {

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "folders with events.csv.gz and labels.csv; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data");

  @Option(names = "--only", description = "these sets only, by name", split = ",")
  private List<String> only = List.of();

  @Option(names = "--ablate", description = "what each feature is worth, in place of the table")
  private boolean ablate;

  @Option(names = "--json", description = "one JSON object per line")
  private boolean json;

  @Option(names = "--features-out", description = "a folder for SET.csv, the feature matrices")
  private @Nullable Path featuresOut;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      System.err.println("bench real: " + data + " is no folder; name one with --data");
      return 1;
    }
    ScikitLearn reference = ablate ? ScikitLearn.none() : ScikitLearn.find();
    for (Path folder : LabelledLog.folders(data)) {
      if (only.isEmpty() || only.contains(String.valueOf(folder.getFileName()))) {
        measure(new LabelledAnswer(LabelledLog.read(folder)), reference);
      }
    }
    if (!ablate && (only.isEmpty() || only.contains("adbench"))) {
      new AdbenchQuality(data.resolve("adbench")).measure(this::printWithSet);
    }
    return 0;
  }

  private void measure(LabelledAnswer set, ScikitLearn reference) throws IOException {
    if (featuresOut != null) {
      Files.createDirectories(featuresOut);
      set.writeFeatures(featuresOut.resolve(set.log().name() + ".csv"));
    }
    Optional<QualityRow> ours = set.risk();
    if (ours.isEmpty()) {
      System.err.println(set.log().name() + ": needs abusive and benign accounts");
      return;
    }
    if (!json) {
      System.out.printf(
          "%s: %,d events, %,d labelled accounts, %,d of them abusive, %,d rings%n",
          set.log().name(),
          set.log().events().size(),
          ours.get().accounts(),
          ours.get().positives(),
          set.answer().finals().rings().rings().size());
    }
    ours.ifPresent(this::print);
    if (ablate) {
      new Ablation(set).rows().forEach(this::print);
      return;
    }
    set.rank("ours, anomaly alone", set.answer().model().scores(set.answer().vectors()))
        .ifPresent(this::print);
    set.rank("events alone", vector -> vector.events()).ifPresent(this::print);
    reference.rank(set, ours.get().accounts(), ours.get().positives()).forEach(this::print);
    SeedFormula.of(set).ifPresent(this::print);
    Published.of(set.log(), ours.get().accounts()).forEach(this::print);
  }

  private void printWithSet(QualityRow row) {
    System.out.println(json ? row.json() : String.format("%-12s%s", row.set(), row.text()));
  }

  private void print(QualityRow row) {
    System.out.println(json ? row.json() : row.text());
  }
}
