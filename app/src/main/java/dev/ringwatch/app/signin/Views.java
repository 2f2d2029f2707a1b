package dev.ringwatch.app.signin;

import dev.ringwatch.app.page.FormToken;
import java.util.Optional;

/** What the pages show. */
final class Views {

  private Views() {}

  /**
   * A sentence above a form.
   *
   * @param text the sentence
   * @param bad whether something went wrong
   */
  record Notice(String text, boolean bad) {}

  /**
   * The page to sign in.
   *
   * @param signOn what the provider of single sign-on is called
   */
  record Login(FormToken form, Optional<Notice> notice, Optional<String> signOn) {}

  /**
   * The page of a one-time link.
   *
   * @param token the link's token, sent on when a person presses the button
   */
  record Link(FormToken form, String token) {}

  /**
   * The page to choose a password.
   *
   * @param asksOld whether the old one is asked for
   */
  record Password(FormToken form, Optional<Notice> notice, String login, boolean asksOld) {}

  /**
   * The page of the second factor.
   *
   * @param proposal a secret to take up; absent for who has one
   */
  record SecondFactor(
      FormToken form, Optional<Notice> notice, String login, Optional<Proposal> proposal) {}

  /**
   * A secret that an app takes up.
   *
   * @param secret as a person types it, in groups of four
   * @param link as an app on the same machine opens it
   * @param picture as a telephone reads it
   */
  record Proposal(String secret, String link, QrPicture picture) {}

  /**
   * Something went wrong.
   *
   * @param status its number
   * @param title what, in a few words
   * @param text what to do
   */
  record Failure(int status, String title, String text) {}
}
