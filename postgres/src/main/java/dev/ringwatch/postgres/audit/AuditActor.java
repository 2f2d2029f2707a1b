package dev.ringwatch.postgres.audit;

import java.util.Locale;

/**
 * Who did something. It stays in the chain for good, so the id should be a number or an account of
 * the operating system and not a person's name.
 *
 * @param kind of which kind
 * @param id which of them; empty for the system itself
 */
public record AuditActor(Kind kind, String id) {

  /** The kinds of actors. */
  public enum Kind {
    /** A person who logged in; the id is the operator's. */
    OPERATOR,
    /** A program with an API key; the id is the key's. */
    API_KEY,
    /** Whoever runs a command on the host; the id is the account of the operating system. */
    CONSOLE,
    /** The server by itself. */
    SYSTEM;

    /** As it stands in the table and in exports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the id keepable. */
  public AuditActor {
    id = AuditText.keepable(id);
  }

  /** The server by itself. */
  public static AuditActor system() {
    return new AuditActor(Kind.SYSTEM, "");
  }

  @Override
  public String toString() {
    return id.isEmpty() ? kind.word() : kind.word() + " " + id;
  }
}
