package dev.ringwatch.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Our isolation forest on the tables of ADBench beside the reference that lies there: medians over
 * 5 seeds of the ROC-AUC, for 100 and 200 trees.
 */
final class AdbenchQuality {

  private static final int SEEDS = 5;

  private final Path folder;

  AdbenchQuality(Path folder) {
    this.folder = folder;
  }

  /** Two rows, ours and the reference's, for each line of the reference. */
  void measure(Consumer<QualityRow> rows) throws IOException {
    Path file = folder.resolve("reference_sklearn_iforest.csv");
    if (!Files.exists(file)) {
      return;
    }
    Map<String, LabelledTable> tables = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord line : csv) {
        String name = line.getField("dataset");
        LabelledTable table = tables.get(name);
        if (table == null) {
          table = LabelledTable.read(folder.resolve(name + ".csv.gz"));
          tables.clear(); // the lines of a table follow each other
          tables.put(name, table);
        }
        int trees = Integer.parseInt(line.getField("n_estimators"));
        rows.accept(ours(name, table, trees));
        rows.accept(reference(line, trees));
      }
    }
  }

  private static QualityRow ours(String name, LabelledTable table, int trees) {
    List<ForestRun> runs =
        LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> table.run(trees, seed, () -> 0)).toList();
    return new QualityRow(
        name,
        "our forest, " + trees + " trees",
        table.rows(),
        table.anomalies(),
        ForestSpeed.median(runs, ForestRun::rocAuc),
        ForestSpeed.median(runs, ForestRun::averagePrecision),
        Optional.empty(),
        ForestSpeed.median(runs, ForestRun::recallAt2));
  }

  private static QualityRow reference(NamedCsvRecord line, int trees) {
    return new QualityRow(
        line.getField("dataset"),
        "scikit-learn's (reference file), " + trees + " trees",
        Integer.parseInt(line.getField("rows")),
        Integer.parseInt(line.getField("anomalies")),
        Double.parseDouble(line.getField("roc_auc_median")),
        Double.parseDouble(line.getField("ap_median")),
        Optional.empty(),
        Double.parseDouble(line.getField("recall_at_2pct_fpr_median")));
  }
}
