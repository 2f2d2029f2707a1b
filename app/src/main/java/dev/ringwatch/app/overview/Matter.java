package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.page.Href;

/**
 * What incidents are about, out of the key that all of one matter have.
 *
 * @param kind in a word
 * @param subject the account's or the ring's id, or what else it is about
 */
record Matter(String kind, String subject) {

  static Matter of(String dedupKey) {
    int colon = dedupKey.indexOf(':');
    return new Matter(dedupKey.substring(0, colon), dedupKey.substring(colon + 1));
  }

  /** Its page; empty if it has none. */
  String href() {
    if (kind.equals(IncidentKind.ACCOUNT.label())) {
      return Href.account(subject);
    }
    return kind.equals(IncidentKind.RING.label()) ? RingTable.href(subject) : "";
  }
}
