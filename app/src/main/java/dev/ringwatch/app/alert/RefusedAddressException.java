package dev.ringwatch.app.alert;

import java.io.Serial;
import java.net.UnknownHostException;

/** A host has an address that nothing is sent to; which one is not told. */
final class RefusedAddressException extends UnknownHostException {

  @Serial private static final long serialVersionUID = 1;

  RefusedAddressException() {
    super(
        "the host is not of the public Internet, and ringwatch.alerts.allowed-networks does not"
            + " name it; the log of the server says its address");
  }
}
