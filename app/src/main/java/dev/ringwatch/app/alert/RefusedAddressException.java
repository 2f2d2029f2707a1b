package dev.ringwatch.app.alert;

import java.io.Serial;
import java.net.UnknownHostException;

/** A host has an address that nothing is sent to. */
final class RefusedAddressException extends UnknownHostException {

  @Serial private static final long serialVersionUID = 1;

  RefusedAddressException(String why) {
    super(why);
  }
}
