package dev.ringwatch.app.setup;

import dev.ringwatch.app.key.KeyDesk;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * API keys as they are shown.
 *
 * @param frame what stands around it
 * @param rows a key each, those that hold first, the newest first
 * @param notice what a form has come to
 */
record KeyList(Frame frame, Panel<List<Row>> rows, Notice notice) {

  /** The scopes to choose from. */
  static final List<String> SCOPES = Arrays.stream(Scope.values()).map(Scope::word).toList();

  /**
   * A key.
   *
   * @param action where its forms go
   * @param id its number
   * @param name what people call it
   * @param begins how its secret begins
   * @param scopes what it lets its holder do
   * @param bound what holds it in; empty for nothing
   * @param on whether it is let in
   * @param state how it stands
   * @param last when it was shown last
   */
  record Row(
      String action,
      long id,
      String name,
      String begins,
      String scopes,
      String bound,
      boolean on,
      String state,
      Optional<Moment> last) {}

  /** The list may be missing: a secret that was just made must be shown all the same. */
  static KeyList of(Frame frame, Panel<List<ApiKey>> all, Instant now, Notice notice) {
    return new KeyList(frame, all.then("The list of keys", keys -> rows(keys, now)), notice);
  }

  private static List<Row> rows(List<ApiKey> all, Instant now) {
    List<ApiKey> ordered = new ArrayList<>(all.stream().filter(k -> k.isUsableAt(now)).toList());
    ordered.addAll(all.stream().filter(key -> !key.isUsableAt(now)).toList());
    return ordered.stream().map(one -> row(one, now)).toList();
  }

  private static Row row(ApiKey key, Instant now) {
    String begins = key.secretStart();
    return new Row(
        "/settings/keys/" + key.id(),
        key.id(),
        Shown.name(key.name()),
        (begins == null ? "rw_" : begins) + "…",
        KeyDesk.scopes(key).replace(",", ", "),
        bound(key),
        key.isUsableAt(now),
        state(key, now),
        Optional.ofNullable(key.lastUsedAt()).map(at -> Moment.of(at, now)));
  }

  private static String bound(ApiKey key) {
    List<String> bounds = new ArrayList<>();
    String source = key.source();
    if (source != null) {
      bounds.add("source " + Shown.name(source));
    }
    String accounts = key.accountPrefix();
    if (accounts != null) {
      bounds.add("accounts " + Shown.name(accounts) + "…");
    }
    return String.join(", ", bounds);
  }

  private static String state(ApiKey key, Instant now) {
    Instant revoked = key.revokedAt();
    Instant end = key.expiresAt();
    if (revoked != null) {
      return "revoked " + Moment.of(revoked, now).ago();
    }
    if (end == null) {
      return "holds";
    }
    return end.isAfter(now)
        ? "holds, ends " + Moment.ahead(end, now).ago()
        : "ended " + Moment.of(end, now).ago();
  }
}
