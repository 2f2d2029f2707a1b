package dev.ringwatch.app.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why nothing came back, in words that hold no part of the address but its host. */
final class SendFailure {

  private SendFailure() {}

  static String words(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case RefusedAddressException e -> "refused: " + message;
      case UnknownHostException e -> "the host is not known: " + message;
      case SocketTimeoutException e -> "no answer in time";
      case ConnectException e -> "no connection: " + message;
      case SSLException e -> "no secure connection: " + message;
      case NoHttpResponseException e -> "the connection was closed before an answer";
      case SocketException e -> "the connection broke: " + message;
      case IOException e when e.getCause() instanceof HttpException ->
          "the answer is no HTTP, or breaks its rules";
      default -> "it failed: " + failure.getClass().getSimpleName();
    };
  }
}
