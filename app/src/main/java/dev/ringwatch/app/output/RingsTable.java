package dev.ringwatch.app.output;

import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import java.util.List;

/** Writes {@code rings}: a row per member of every reported ring. */
final class RingsTable {

  static final String NAME = "rings";

  static final List<TypedColumn> COLUMNS =
      List.of(
          new TypedColumn("ring_id", TypedColumn.Type.TEXT),
          new TypedColumn("account_id", TypedColumn.Type.TEXT),
          new TypedColumn("ring_score", TypedColumn.Type.NUMBER),
          new TypedColumn("role", TypedColumn.Type.TEXT));

  private RingsTable() {}

  /** Writes the members of all rings; does not close the table. */
  static void write(List<Ring> rings, AnswerTable out) {
    for (Ring ring : rings) {
      for (Member member : ring.members()) {
        row(ring.id(), member.account().value(), ring.score(), member.role().label(), out);
      }
    }
  }

  static void row(String ring, String account, double score, String role, AnswerTable out) {
    out.text(ring).text(account).score(score).text(role).endRow();
  }
}
