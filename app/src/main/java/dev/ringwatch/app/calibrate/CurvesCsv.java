package dev.ringwatch.app.calibrate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ringwatch.calibrate.OperatingPoint;
import dev.ringwatch.calibrate.RankingQuality;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code curves.csv}: what flagging from each threshold on does among labelled accounts, the
 * highest threshold first. Both curves are columns of it.
 */
final class CurvesCsv {

  private static final int MAX_POINTS = 2_000;

  private CurvesCsv() {}

  /** A header, and a row for each point; only the header if there is no curve. */
  static String of(Optional<RankingQuality> quality) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord("threshold", "false_positive_rate", "recall", "precision");
    List<OperatingPoint> points = quality.map(of -> of.rocCurve(MAX_POINTS)).orElse(List.of());
    for (OperatingPoint point : points) {
      csv.writeRecord(
          Double.isInfinite(point.threshold()) ? "inf" : Double.toString(point.threshold()),
          Double.toString(point.falsePositiveRate()),
          Double.toString(point.recall()),
          Double.toString(point.precision()));
    }
    return text.toString();
  }
}
