package dev.ringwatch.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The figures that came with a set: its baselines.csv. */
final class Published {

  private static final String SUPERVISED = "SUPERVISED";

  private Published() {}

  /**
   * The unsupervised baseline with the largest average precision and the supervised one, where
   * there are such. A baseline over other units than accounts (addresses, clicks) says so by its n.
   */
  static List<QualityRow> of(LabelledLog log, int accounts) throws IOException {
    Path file = log.folder().resolve("baselines.csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<QualityRow> all = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (!row.getField("average_precision").isEmpty()) {
          all.add(row(log.name(), row, accounts));
        }
      }
    }
    List<QualityRow> chosen = new ArrayList<>();
    best(all, false).ifPresent(chosen::add);
    best(all, true).ifPresent(chosen::add);
    return chosen;
  }

  private static Optional<QualityRow> best(List<QualityRow> all, boolean supervised) {
    return all.stream()
        .filter(row -> row.method().contains(SUPERVISED) == supervised)
        .max(Comparator.comparingDouble(QualityRow::averagePrecision));
  }

  private static QualityRow row(String set, NamedCsvRecord row, int accounts) {
    int n = (int) number(row, "n");
    String name = row.getField("baseline");
    String method =
        "published: " + name.substring(name.indexOf(": ") < 0 ? 0 : name.indexOf(": ") + 2);
    return new QualityRow(
        set,
        n == accounts ? method : method + " (other units, n = " + n + ")",
        n,
        (int) number(row, "positives"),
        number(row, "roc_auc"),
        number(row, "average_precision"),
        Optional.empty(),
        number(row, "recall_at_2pct_fpr"));
  }

  private static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
