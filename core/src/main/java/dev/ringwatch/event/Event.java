package dev.ringwatch.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something an account did. Only account, action and timestamp are needed; whatever else is absent,
 * empty text included, is {@code null} and leaves the features that would use it neutral. Identity
 * is (timestamp, id): two events that agree in both are one.
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

  /**
   * By time, then id: the order in which the events of a closed tick are applied, whichever came
   * first. Events of one identity are equal in it.
   */
  public static final Comparator<Event> CANONICAL_ORDER =
      Comparator.comparing(Event::timestamp).thenComparing(Event::id);

  /** Checks what every event needs, takes empty text as absent, and copies the attributes. */
  public Event {
    if (action.isEmpty()) {
      throw new IllegalArgumentException("an event's action must not be empty");
    }
    ip = absentIfEmpty(ip);
    device = absentIfEmpty(device);
    session = absentIfEmpty(session);
    target = absentIfEmpty(target);
    targetOwner = absentIfEmpty(targetOwner);
    payment = absentIfEmpty(payment);
    userAgent = absentIfEmpty(userAgent);
    country = absentIfEmpty(country);
    source = absentIfEmpty(source);
    attributes = Map.copyOf(attributes);
  }

  private static @Nullable String absentIfEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** The tick the event falls into. */
  public Tick tick() {
    return Tick.of(timestamp);
  }

  /** The same event under another id. */
  public Event withId(String newId) {
    return toBuilder().id(newId).build();
  }

  /** The same event, told by another source. */
  public Event withSource(String newSource) {
    return toBuilder().source(newSource).build();
  }

  private Builder toBuilder() {
    return new Builder(account, action, timestamp)
        .id(id)
        .ip(ip)
        .device(device)
        .session(session)
        .target(target)
        .targetOwner(targetOwner)
        .outcome(outcome)
        .enforced(enforced)
        .payment(payment)
        .userAgent(userAgent)
        .country(country)
        .accountCreatedAt(accountCreatedAt)
        .source(source)
        .attributes(attributes);
  }

  /**
   * Starts an event from what every event needs; the id is empty until {@link Builder#id} sets it.
   */
  public static Builder builder(AccountId account, String action, Instant timestamp) {
    return new Builder(account, action, timestamp);
  }

  /** Collects an event's fields. Used by one thread. */
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

    /** Sets the event's id. */
    public Builder id(String value) {
      id = value;
      return this;
    }

    /** Sets the address. */
    public Builder ip(@Nullable String value) {
      ip = value;
      return this;
    }

    /** Sets the device. */
    public Builder device(@Nullable String value) {
      device = value;
      return this;
    }

    /** Sets the session. */
    public Builder session(@Nullable String value) {
      session = value;
      return this;
    }

    /** Sets the target. */
    public Builder target(@Nullable String value) {
      target = value;
      return this;
    }

    /** Sets the target's owner. */
    public Builder targetOwner(@Nullable String value) {
      targetOwner = value;
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
      payment = value;
      return this;
    }

    /** Sets the client's description. */
    public Builder userAgent(@Nullable String value) {
      userAgent = value;
      return this;
    }

    /** Sets the country. */
    public Builder country(@Nullable String value) {
      country = value;
      return this;
    }

    /** Sets when the account was opened. */
    public Builder accountCreatedAt(@Nullable Instant value) {
      accountCreatedAt = value;
      return this;
    }

    /** Sets who told us. */
    public Builder source(@Nullable String value) {
      source = value;
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
