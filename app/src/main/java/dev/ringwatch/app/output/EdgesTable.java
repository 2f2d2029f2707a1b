package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.detect.ring.Edge;
import java.util.List;

/** Writes {@code edges}: a row per pair of accounts that share more than chance explains. */
final class EdgesTable {

  static final String NAME = "edges";

  static final List<TypedColumn> COLUMNS =
      List.of(
          new TypedColumn("account_a", TypedColumn.Type.TEXT),
          new TypedColumn("account_b", TypedColumn.Type.TEXT),
          new TypedColumn("weight", TypedColumn.Type.NUMBER),
          new TypedColumn("p_value", TypedColumn.Type.NUMBER),
          new TypedColumn("evidence", TypedColumn.Type.TEXT));

  private EdgesTable() {}

  /** Writes all edges; does not close the table. */
  static void write(List<Edge> edges, AnswerTable out) {
    for (Edge edge : edges) {
      row(
          edge.a().value(),
          edge.b().value(),
          edge.weight(),
          edge.pValue(),
          edge.evidenceText(),
          out);
    }
  }

  static void row(
      String a, String b, double weight, double pValue, String evidence, AnswerTable out) {
    out.text(a).text(b).weight(weight).probability(pValue).text(evidence).endRow();
  }
}
