package dev.ringwatch.postgres.audit;

/**
 * What something was done to.
 *
 * @param kind a word such as {@code account}; empty if it was done to nothing in particular
 * @param id which one; can be erased later
 */
public record AuditObject(String kind, String id) {

  /** Makes the texts keepable. */
  public AuditObject {
    kind = AuditText.keepable(kind);
    id = AuditText.keepable(id);
  }

  /** An account that is judged. */
  public static AuditObject account(String id) {
    return new AuditObject("account", id);
  }
}
