package dev.ringwatch.postgres.hunt;

import java.util.List;
import java.util.Locale;

/**
 * Functions of PostgreSQL that everybody may call and a hunt may not. That its role cannot call
 * them is what counts; that a file which names one is refused tells its author earlier.
 */
final class ForbiddenCalls {

  /** Names, as {@code LIKE} has them with {@code !} for its escape. */
  private static final List<String> PATTERNS =
      List.of(
          // A lock that outlives the transaction: the lease of the log's writer is one.
          "pg!_advisory!_%",
          "pg!_try!_advisory!_%",
          // They reach others: their statements, their sessions, whoever listens, the WAL.
          "pg!_cancel!_backend",
          "pg!_terminate!_backend",
          "pg!_notify",
          "pg!_logical!_emit!_message",
          "pg!_export!_snapshot",
          // It loosens what the session is bound to, such as its memory.
          "set!_config",
          // What is kept beside the tables.
          "lo!_%",
          "loread",
          "lowrite",
          // They run a text as a statement, which nobody has looked at.
          "query!_to!_xml%",
          "table!_to!_xml%",
          "cursor!_to!_xml%",
          "schema!_to!_xml%",
          "database!_to!_xml%",
          "ts!_stat",
          "ts!_rewrite",
          // They stay in libxml2, which no cancel and no timeout ends.
          "xpath%",
          "xmlexists",
          "xml!_is!_well!_formed%");

  /**
   * How the type and the grammar of XML begin. XMLTABLE is libxml2 too, and PostgreSQL asks for no
   * right to it: what reads the file is all that keeps a hunt from it.
   */
  private static final String XML = "xml";

  private ForbiddenCalls() {}

  /** The functions themselves: a query of oids, which ends in a condition. */
  static String oids() {
    StringBuilder names = new StringBuilder();
    for (String pattern : PATTERNS) {
      names.append(names.isEmpty() ? "" : " OR ").append("p.proname LIKE '");
      names.append(pattern).append("' ESCAPE '!'");
    }
    return "SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND ("
        + names
        + ")";
  }

  /** Whether a word of a hunt names one of them, or what has to do with XML. */
  static boolean names(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    return plain.startsWith(XML)
        || plain.equals("_" + XML)
        || PATTERNS.stream().anyMatch(pattern -> matches(pattern, plain));
  }

  private static boolean matches(String pattern, String word) {
    String literal = pattern.replace("!_", "_");
    return literal.endsWith("%")
        ? word.startsWith(literal.substring(0, literal.length() - 1))
        : word.equals(literal);
  }
}
