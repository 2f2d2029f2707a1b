package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Outbox;
import java.time.InstantSource;

/** The outbox as commands on the host use it, whose server sends what is put there. */
public final class HostOutbox {

  private HostOutbox() {}

  /**
   * An outbox.
   *
   * @param url where people reach the server, without a slash at the end
   */
  public static Outbox of(String url, InstantSource clock) {
    return new Outbox(new AlertFormats(() -> url));
  }
}
