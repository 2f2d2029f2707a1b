package dev.ringwatch.ingest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** How JSON is read, and what its reader's complaints mean to a person. */
final class JsonErrors {

  private static final int MAX_DEPTH = 100;

  private JsonErrors() {}

  /** Reads JSON within the limits. */
  static JsonFactory factory(DecodeLimits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(limits.maxLineBytes())
            .maxNameLength(limits.maxLineBytes())
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        .recyclerPool(JsonRecyclerPools.threadLocalPool())
        .build();
  }

  /** The complaint in a sentence, without the parser's own context. */
  static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    String first = message.lines().findFirst().orElse("no details");
    String shown = first.length() > 160 ? first.substring(0, 160) + "…" : first;
    TokenStreamLocation location = e.getLocation();
    String where = location == null ? "" : " at column " + location.getColumnNr();
    return "is not valid JSON" + where + ": " + shown;
  }
}
