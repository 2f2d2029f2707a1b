package dev.ringwatch.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something an account did. Only account, action and timestamp are needed; whatever else is absent
 * stays {@code null} and leaves the features that would use it neutral. Identity is (timestamp,
 * id): two events that agree in both are one.
 *
 * @param id the platform's id, or one that ingest made from the content; empty only between
 *     decoding and that step
 * @param account who acted
 * @param action what was done, such as {@code login}; never empty
 * @param timestamp when, in event time
 * @param ip the address in canonical text form
 * @param device a device id or client fingerprint
 * @param session a platform session
 * @param target what was acted on
 * @param targetOwner the account that owns the target
 * @param outcome how it ended
 * @param enforced whether the platform took action against the account over this event
 * @param payment a payment instrument
 * @param userAgent the client's own description
 * @param country where the platform says the account was
 * @param accountCreatedAt when the account was opened
 * @param source who told us
 * @param attributes whatever else the platform sent, by name
 */
public record Event(
    String id,
    AccountId account,
    String action,
    Instant timestamp,
    @Nullable String ip,
    @Nullable String device,
    @Nullable String session,
    @Nullable String target,
    @Nullable String targetOwner,
    Outcome outcome,
    boolean enforced,
    @Nullable String payment,
    @Nullable String userAgent,
    @Nullable String country,
    @Nullable Instant accountCreatedAt,
    @Nullable String source,
    Map<String, String> attributes) {

  /** Checks what every event needs and copies the attributes. */
  public Event {
    if (action.isEmpty()) {
      throw new IllegalArgumentException("an event's action must not be empty");
    }
    attributes = Map.copyOf(attributes);
  }

  /** The tick the event falls into. */
  public Tick tick() {
    return Tick.of(timestamp);
  }

  /** The same event under another id. */
  public Event withId(String newId) {
    return new Event(
        newId,
        account,
        action,
        timestamp,
        ip,
        device,
        session,
        target,
        targetOwner,
        outcome,
        enforced,
        payment,
        userAgent,
        country,
        accountCreatedAt,
        source,
        attributes);
  }

  /**
   * Starts an event from what every event needs; the id is empty until {@link Builder#id} sets it.
   */
  public static Builder builder(AccountId account, String action, Instant timestamp) {
    return new Builder(account, action, timestamp);
  }

  /** Collects an event's fields; null and empty text both mean absent. Used by one thread. */
  public static final class Builder {
    private final AccountId account;
    private final String action;
    private final Instant timestamp;
    private String id = "";
    private @Nullable String ip;
    private @Nullable String device;
    private @Nullable String session;
    private @Nullable String target;
    private @Nullable String targetOwner;
    private Outcome outcome = Outcome.UNKNOWN;
    private boolean enforced;
    private @Nullable String payment;
    private @Nullable String userAgent;
    private @Nullable String country;
    private @Nullable Instant accountCreatedAt;
    private @Nullable String source;
    private Map<String, String> attributes = Map.of();

    private Builder(AccountId account, String action, Instant timestamp) {
      this.account = account;
      this.action = action;
      this.timestamp = timestamp;
    }

    private static @Nullable String absentIfEmpty(@Nullable String text) {
      return text == null || text.isEmpty() ? null : text;
    }

    /** Sets the event's id. */
    public Builder id(String value) {
      id = value;
      return this;
    }

    /** Sets the address. */
    public Builder ip(@Nullable String value) {
      ip = absentIfEmpty(value);
      return this;
    }

    /** Sets the device. */
    public Builder device(@Nullable String value) {
      device = absentIfEmpty(value);
      return this;
    }

    /** Sets the session. */
    public Builder session(@Nullable String value) {
      session = absentIfEmpty(value);
      return this;
    }

    /** Sets the target. */
    public Builder target(@Nullable String value) {
      target = absentIfEmpty(value);
      return this;
    }

    /** Sets the target's owner. */
    public Builder targetOwner(@Nullable String value) {
      targetOwner = absentIfEmpty(value);
      return this;
    }

    /** Sets how the action ended. */
    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    /** Sets whether the platform enforced over this event. */
    public Builder enforced(boolean value) {
      enforced = value;
      return this;
    }

    /** Sets the payment instrument. */
    public Builder payment(@Nullable String value) {
      payment = absentIfEmpty(value);
      return this;
    }

    /** Sets the client's description. */
    public Builder userAgent(@Nullable String value) {
      userAgent = absentIfEmpty(value);
      return this;
    }

    /** Sets the country. */
    public Builder country(@Nullable String value) {
      country = absentIfEmpty(value);
      return this;
    }

    /** Sets when the account was opened. */
    public Builder accountCreatedAt(@Nullable Instant value) {
      accountCreatedAt = value;
      return this;
    }

    /** Sets who told us. */
    public Builder source(@Nullable String value) {
      source = absentIfEmpty(value);
      return this;
    }

    /** Sets the free-form attributes. */
    public Builder attributes(Map<String, String> value) {
      attributes = value;
      return this;
    }

    /** The event, checked. */
    public Event build() {
      return new Event(
          id,
          account,
          action,
          timestamp,
          ip,
          device,
          session,
          target,
          targetOwner,
          outcome,
          enforced,
          payment,
          userAgent,
          country,
          accountCreatedAt,
          source,
          attributes);
    }
  }
}
