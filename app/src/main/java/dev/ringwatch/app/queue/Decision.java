package dev.ringwatch.app.queue;

import dev.ringwatch.app.verdict.AbuseTypes;
import dev.ringwatch.app.verdict.VerdictDraft;
import dev.ringwatch.postgres.queue.QueueClaim;
import dev.ringwatch.postgres.queue.QueueClaims;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException.Refusal;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of an item of the queue.
 *
 * @param draft as they wrote it, whatever origin it names; what that is, is not theirs to say
 * @param types the kinds of harm that there are
 */
public record Decision(VerdictDraft draft, AbuseTypes types) {

  private static final int MOST_MEMBERS = 500;

  /** Checks how many members are named, and drops the origin. */
  public Decision {
    if (draft.members().chosen().size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "at most " + MOST_MEMBERS + " members are decided about at once; all are \"all\"");
    }
    Map<String, String> fields = new HashMap<>(draft.fields());
    fields.keySet().removeAll(List.of("origin", "decided_at", "inclusion_probability"));
    draft = new VerdictDraft(fields, draft.members());
  }

  /**
   * The verdict that it makes, in the transaction that gives it.
   *
   * @throws RefusedVerdictsException if the item is not theirs
   */
  NewVerdict made(QueueClaims claims, Connection connection, String who) throws SQLException {
    NewVerdict said = draft.made(types, VerdictOrigin.REVIEW);
    VerdictSubject subject = said.subject();
    Optional<QueueClaim> before = claims.of(connection, who, subject);
    if (before.isEmpty()) {
      throw refused(
          "you do not have the " + subject + ": take it first, or somebody else has taken it");
    }
    Optional<Taken> now = claims.take(connection, who, subject);
    if (now.isEmpty()) {
      throw refused(
          "the "
              + subject
              + " does not wait for your verdict any more: it was decided meanwhile, or somebody"
              + " else took it when your time was over");
    }
    VerdictOrigin origin = now.get().claim().origin();
    if (origin == VerdictOrigin.APPEAL && before.get().origin() != VerdictOrigin.APPEAL) {
      throw refused(
          "an appeal of the " + subject + " came in meanwhile: read it, and then decide again");
    }
    return made(said, origin);
  }

  private NewVerdict made(NewVerdict said, VerdictOrigin origin) {
    return switch (origin) {
      // It replaces nothing, so that it is of the ring alone.
      case SECOND_REVIEW -> new VerdictDraft(draft.fields(), Members.NONE).made(types, origin);
      // An appeal is not decided by doubt; that it is doubted is kept all the same.
      case APPEAL -> said.judgement() == Judgement.UNSURE ? said : draft.made(types, origin);
      case REVIEW, AUDIT, IMPORT -> said;
    };
  }

  private static RefusedVerdictsException refused(String sentence) {
    return new RefusedVerdictsException(List.of(new Refusal(0, sentence)));
  }
}
