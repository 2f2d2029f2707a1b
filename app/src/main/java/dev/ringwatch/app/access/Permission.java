package dev.ringwatch.app.access;

/** Something that one may or may not do. {@link AccessTable} says who may, and by which routes. */
public enum Permission {
  /** See what is for everybody: health, the pages to sign in by and what they are made of. */
  COME_IN,
  /** Choose a password. */
  CHOOSE_PASSWORD,
  /** Show a second factor, or take one up. */
  SHOW_SECOND_FACTOR,
  /** Use the pages of those who are signed in. */
  BE_SIGNED_IN,
  /** Send events. */
  SEND_EVENTS,
  /** Send an event and be told the score that it makes. */
  SCORE,
  /** Read accounts, scores, rings and how the server does. */
  READ,
  /** Decide about accounts and rings, and what is on lists. */
  DECIDE,
  /** Approve what others propose. */
  APPROVE,
  /** See and change who is let in, and how the server works. */
  ADMINISTER,
  /** Use the pages by which the server is set up; who is signed in, not a program. */
  USE_SETTINGS,
  /** What the server asks of itself; nobody has it. */
  NONE
}
