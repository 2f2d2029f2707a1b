package dev.ringwatch.kit.generate;

/**
 * The truth about one account.
 *
 * @param abusive whether it abuses
 * @param kind the label of the {@link AbuseKind} of an abusive account; the label of the {@link
 *     TrapKind} of the strongest trap that an innocent one is in; empty for everybody else
 * @param groupId the id of that ring, single abuser or trap; empty where there is none
 */
public record AccountTruth(boolean abusive, String kind, String groupId) {

  static final AccountTruth UNREMARKABLE = new AccountTruth(false, "", "");
}
