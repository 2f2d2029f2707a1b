package dev.ringwatch.kit.generate;

import java.io.OutputStream;

/** Writes the truth as CSV, one row for each account in the order of ids. The streams stay open. */
public final class TruthWriter {

  private TruthWriter() {}

  /** Writes {@code account_id,label}, where 1 is abusive and 0 is not. */
  public static void writeLabels(Truth truth, OutputStream out) {
    ByteSink sink = new ByteSink(out);
    sink.put("account_id,label\n");
    truth
        .accounts()
        .forEach((account, about) -> {
          sink.put(account.value());
          sink.put(about.abusive() ? ",1\n" : ",0\n");
        });
    sink.flush();
  }

  /**
   * Writes {@code account_id,label,kind,group_id}: beside the label how an account abuses and its
   * ring, or the strongest trap that it is in.
   */
  public static void writeTruth(Truth truth, OutputStream out) {
    ByteSink sink = new ByteSink(out);
    sink.put("account_id,label,kind,group_id\n");
    truth
        .accounts()
        .forEach((account, about) -> {
          sink.put(account.value());
          sink.put(about.abusive() ? ",1," : ",0,");
          sink.put(about.kind());
          sink.put(',');
          sink.put(about.groupId());
          sink.put('\n');
        });
    sink.flush();
  }
}
