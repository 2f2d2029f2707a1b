package dev.ringwatch.app.audit;

/** What is recorded. The words are a contract: they stand in the chain for good. */
public enum AuditAction {
  /** A server began to take requests. */
  SERVER_START("server.start", "server"),
  /** A server was told to stop. */
  SERVER_STOP("server.stop", "server"),
  /** Requests without a key that holds, or with one that may not, were refused: how many. */
  ACCESS_REFUSED("access.refused", "server"),
  /** An API key was made. */
  KEY_CREATE("key.create", "api_key"),
  /** An API key was made in the place of another. */
  KEY_ROTATE("key.rotate", "api_key"),
  /** An API key was ended. */
  KEY_REVOKE("key.revoke", "api_key"),
  /** Somebody was told which keys there are. */
  KEY_LOOK("key.look", "api_key"),
  /** An operator came in, with all that it takes. */
  OPERATOR_SIGN_IN("operator.sign_in", "operator"),
  /** An operator went out. */
  OPERATOR_SIGN_OUT("operator.sign_out", "operator"),
  /** An operator chose a password. */
  OPERATOR_PASSWORD("operator.password", "operator"),
  /** An operator took up a second factor. */
  OPERATOR_SECOND_FACTOR("operator.second_factor", "operator"),
  /** An operator was added. */
  OPERATOR_ADD("operator.add", "operator"),
  /** A one-time link was made, by which an operator chooses a password. */
  OPERATOR_LINK("operator.link", "operator"),
  /** An operator was given a role. */
  OPERATOR_ROLE("operator.role", "operator"),
  /** All sessions of an operator were ended. */
  OPERATOR_END_SESSIONS("operator.end_sessions", "operator"),
  /** An operator is let in no more. */
  OPERATOR_DISABLE("operator.disable", "operator"),
  /** An operator is let in again. */
  OPERATOR_ENABLE("operator.enable", "operator"),
  /** Somebody was told which operators there are. */
  OPERATOR_LOOK("operator.look", "operator"),
  /** Somebody was told about an account. */
  ACCOUNT_LOOK("account.look", "account"),
  /** An entry was put on a list, perhaps in the place of another. */
  LIST_PUT("list.put", "listed"),
  /** An entry was taken off a list. */
  LIST_REMOVE("list.remove", "listed"),
  /** Somebody was told what is on a list. */
  LIST_LOOK("list.look", "listed"),
  /** Somebody was shown what an account did. */
  ACCOUNT_EVENTS("account.events", "account"),
  /** Somebody searched in the events of all accounts. */
  EVENT_SEARCH("event.search", "event"),
  /** Somebody was shown accounts by risk. */
  ACCOUNT_LIST("account.list", "account"),
  /** Somebody was shown how an account came to its score. */
  ACCOUNT_SCORES("account.scores", "account"),
  /** Somebody took the figures of the overview as a file. */
  OVERVIEW_FIGURES("overview.figures", "figures"),
  /** Somebody was shown rings. */
  RING_LIST("ring.list", "ring"),
  /** Somebody was told about a ring. */
  RING_LOOK("ring.look", "ring"),
  /** Somebody was shown who is in a ring. */
  RING_MEMBERS("ring.members", "ring"),
  /** Somebody was shown what ties the members of a ring. */
  RING_EDGES("ring.edges", "ring"),
  /** Somebody was shown what became of a ring. */
  RING_HISTORY("ring.history", "ring"),
  /** Somebody was shown incidents. */
  INCIDENT_LIST("incident.list", "incident"),
  /** Somebody was told about an incident. */
  INCIDENT_LOOK("incident.look", "incident"),
  /** Somebody said to have seen an incident. */
  INCIDENT_ACKNOWLEDGE("incident.acknowledge", "incident"),
  /** Somebody said who looks after an incident. */
  INCIDENT_ASSIGN("incident.assign", "incident"),
  /** Somebody closed an incident. */
  INCIDENT_RESOLVE("incident.resolve", "incident"),
  /** Somebody was shown silences. */
  SILENCE_LOOK("silence.look", "silence"),
  /** Somebody asked for silence. */
  SILENCE_ADD("silence.add", "silence"),
  /** Somebody ended a silence before its time. */
  SILENCE_END("silence.end", "silence"),
  /** Somebody was shown what people were not told. */
  SUPPRESSION_LIST("suppression.list", "suppression"),
  /** Somebody looked for something among everything. */
  EVERYTHING_SEARCH("everything.search", "search"),
  /** Somebody had the list of hunts as a file. */
  HUNT_LIST("hunt.list", "hunt"),
  /** Somebody was shown what a hunt found. */
  HUNT_RUN("hunt.run", "hunt"),
  /** Somebody was shown what a hunt found on the schedule. */
  HUNT_FINDINGS("hunt.findings", "hunt"),
  /** Somebody decided about an account. */
  ACCOUNT_VERDICT("account.verdict", "account"),
  /** Somebody decided about a ring. */
  RING_VERDICT("ring.verdict", "ring"),
  /** A verdict about an account was taken back. */
  ACCOUNT_VERDICT_WITHDRAW("account.verdict_withdraw", "account"),
  /** A verdict about a ring was taken back. */
  RING_VERDICT_WITHDRAW("ring.verdict_withdraw", "ring"),
  /** An appeal against the verdict about an account was entered. */
  ACCOUNT_APPEAL("account.appeal", "account"),
  /** Somebody noted something about an account. */
  ACCOUNT_NOTE("account.note", "account"),
  /** Somebody wanted all that is kept about an account erased. */
  ACCOUNT_ERASE("account.erase", "account"),
  /** Somebody read out all that is kept about an account. */
  ACCOUNT_EXPORT("account.export", "account"),
  /** Somebody was shown which accounts are erased, and how far. */
  ERASURE_LIST("erasure.list", "erasure"),
  /** All that was kept about an account is gone. */
  ERASURE_DONE("erasure.done", "erasure"),
  /** Somebody was shown what waits for verdicts. */
  QUEUE_LIST("queue.list", "queue"),
  /** Somebody took an account out of the queue. */
  ACCOUNT_CLAIM("account.claim", "account"),
  /** Somebody took a ring out of the queue. */
  RING_CLAIM("ring.claim", "ring"),
  /** Somebody put an account back into the queue. */
  ACCOUNT_PUT_BACK("account.put_back", "account"),
  /** Somebody put a ring back into the queue. */
  RING_PUT_BACK("ring.put_back", "ring"),
  /** Somebody was shown verdicts. */
  VERDICT_LIST("verdict.list", "verdict"),
  /** Verdicts were read out as labels. */
  VERDICT_EXPORT("verdict.export", "verdict"),
  /** Somebody was told how far second opinions agree. */
  VERDICT_AGREEMENT("verdict.agreement", "verdict"),
  /** Accounts were drawn at random to be looked at. */
  AUDIT_ITEM_DRAW("audit_item.draw", "audit_item"),
  /** Somebody was shown which accounts of the random sample wait. */
  AUDIT_ITEM_LIST("audit_item.list", "audit_item"),
  /** Somebody was shown what waits for a second opinion. */
  SECOND_REVIEW_LIST("second_review.list", "second_review"),
  /** Somebody was shown appeals. */
  APPEAL_LIST("appeal.list", "appeal"),
  /** The threshold of accounts was calibrated, whatever it came to. */
  THRESHOLD_CALIBRATE("threshold.calibrate", "threshold"),
  /** Somebody proposed a threshold. */
  THRESHOLD_PROPOSE("threshold.propose", "threshold"),
  /** A threshold was let pass. */
  THRESHOLD_APPROVE("threshold.approve", "threshold"),
  /** Somebody said no to a threshold. */
  THRESHOLD_REJECT("threshold.reject", "threshold"),
  /** Somebody was shown thresholds. */
  THRESHOLD_LIST("threshold.list", "threshold"),
  /** Somebody was told about a threshold. */
  THRESHOLD_LOOK("threshold.look", "threshold"),
  /** Somebody had figures of all accounts together as a file. */
  PATTERN_LIST("pattern.list", "pattern"),
  /** Somebody had the list of models, or what one looks at, as a file. */
  MODEL_LIST("model.list", "model"),
  /** A model was chosen to hold. */
  MODEL_CHOOSE("model.choose", "model"),
  /** The choice of a model was taken back, so that others are learned. */
  MODEL_RELEASE("model.release", "model"),
  /** A model was learned and is about to enter the event log. */
  MODEL_LEARN("model.learn", "model"),
  /** What verdicts teach scores was asked, whatever it came to. */
  LEARNED_LEARN("learned.learn", "learned"),
  /** What verdicts taught was let pass. */
  LEARNED_APPROVE("learned.approve", "learned"),
  /** Somebody said no to what verdicts taught. */
  LEARNED_REJECT("learned.reject", "learned"),
  /** What verdicts taught was given up, by somebody or by itself. */
  LEARNED_GIVE_UP("learned.give_up", "learned"),
  /** Somebody was shown what verdicts taught. */
  LEARNED_LIST("learned.list", "learned"),
  /** Somebody was shown whom to decide about next. */
  LABEL_LIST("label.list", "label"),
  /** An endpoint was made. */
  ENDPOINT_CREATE("endpoint.create", "endpoint"),
  /** An endpoint was changed. */
  ENDPOINT_CHANGE("endpoint.change", "endpoint"),
  /** An endpoint was given another secret. */
  ENDPOINT_ROTATE("endpoint.rotate", "endpoint"),
  /** Nothing is sent to an endpoint any more. */
  ENDPOINT_DISABLE("endpoint.disable", "endpoint"),
  /** An endpoint is sent to again. */
  ENDPOINT_ENABLE("endpoint.enable", "endpoint"),
  /** An endpoint was ended. */
  ENDPOINT_DELETE("endpoint.delete", "endpoint"),
  /** A sample was sent to an endpoint. */
  ENDPOINT_TEST("endpoint.test", "endpoint"),
  /** Somebody was told which endpoints there are. */
  ENDPOINT_LOOK("endpoint.look", "endpoint"),
  /** Somebody was told what was sent, waits or was given up. */
  DELIVERY_LIST("delivery.list", "delivery"),
  /** Somebody was shown a delivery. */
  DELIVERY_LOOK("delivery.look", "delivery"),
  /** Somebody had a delivery sent again. */
  DELIVERY_AGAIN("delivery.redeliver", "delivery"),
  /** Somebody was told which days are archived. */
  ARCHIVE_LOOK("archive.look", "archive"),
  /** Somebody had a day written into the archive. */
  ARCHIVE_WRITE("archive.write", "archive"),
  /** Somebody was shown rows of the audit log. */
  AUDIT_LOOK("audit.look", "audit"),
  /** Somebody had it looked whether the audit log is as it was written. */
  AUDIT_VERIFY("audit.verify", "audit"),
  /** Somebody was shown which settings hold. */
  SETTINGS_LOOK("settings.look", "settings"),
  /** Somebody was shown what was sent as events and not used. */
  REJECTED_LIST("rejected.list", "rejected"),
  /** Somebody was shown which entries of the log were set aside. */
  SET_ASIDE_LIST("set_aside.list", "set_aside"),
  /** Somebody had as a file what the days of events take. */
  DAY_LIST("day.list", "day"),
  /** The audit log was read out. */
  AUDIT_EXPORT("audit.export", "audit");

  private final String word;
  private final String objectKind;

  AuditAction(String word, String objectKind) {
    this.word = word;
    this.objectKind = objectKind;
  }

  /** As it stands in the log. */
  public String word() {
    return word;
  }

  /** What it is done to. */
  public String objectKind() {
    return objectKind;
  }
}
