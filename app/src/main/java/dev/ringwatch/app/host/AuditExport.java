package dev.ringwatch.app.host;

import dev.ringwatch.postgres.audit.AuditRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as JSON, one a line, with all that it takes to verify them elsewhere. The names are a
 * contract; docs/audit.md has them.
 */
final class AuditExport implements Consumer<AuditRow> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private final Writer out;
  private long rows;
  private @Nullable AuditRow last;

  /** Writes to something that the caller closes. */
  AuditExport(Writer out) {
    this.out = out;
  }

  @Override
  public void accept(AuditRow row) {
    try {
      out.write(JSON.writeValueAsString(line(row)));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows++;
    last = row;
  }

  /** How many rows were written, and the last of them. */
  String summary() {
    return rows + (rows == 1 ? " row" : " rows") + (last == null ? "" : "; head " + last.head());
  }

  private static Map<String, @Nullable Object> line(AuditRow row) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("seq", row.seq());
    line.put("at", MICROS.format(row.at()));
    line.put("actor_kind", row.actorKind());
    line.put("actor_id", row.actorId());
    line.put("action", row.action());
    line.put("object_kind", row.objectKind());
    line.put("object_id", row.object().plain().orElse(null));
    line.put("outcome", row.outcome());
    line.put("request_id", row.requestId());
    line.put("details", row.details().plain().map(TreeMap::new).orElse(null));
    line.put("object_salt", hex(row.object().salt().orElse(null)));
    line.put("object_commitment", row.object().commitment().toString());
    line.put("details_salt", hex(row.details().salt().orElse(null)));
    line.put("details_commitment", row.details().commitment().toString());
    line.put("previous_hash", row.previousHash().toString());
    line.put("hash", row.hash().toString());
    return line;
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
