package dev.ringwatch.postgres.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to be recorded. Of its parts the object's id and the details can be erased later; the
 * others stay for good and should name no person that is judged.
 *
 * @param actor who did it
 * @param action what was done, a word such as {@code account.look}
 * @param object to what
 * @param outcome how it ended, a word
 * @param requestId which request did it, as answers and logs name it; empty if none did
 * @param details what else there is to say, texts by name
 */
public record AuditEntry(
    AuditActor actor,
    String action,
    AuditObject object,
    String outcome,
    String requestId,
    Map<String, String> details) {

  /** Copies the details, and makes all texts keepable. */
  public AuditEntry {
    if (action.isEmpty()) {
      throw new IllegalArgumentException("an audit entry's action must not be empty");
    }
    action = AuditText.keepable(action);
    outcome = AuditText.keepable(outcome);
    requestId = AuditText.keepable(requestId);
    SortedMap<String, String> kept = new TreeMap<>();
    details.forEach((name, value) -> kept.put(AuditText.keepable(name), AuditText.keepable(value)));
    details = Map.copyOf(kept);
  }
}
