package dev.ringwatch.app.signin;

import dev.ringwatch.app.page.Html;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/**
 * What is said when nobody else has said what went wrong: a page to a person, problem details (RFC
 * 9457) to everybody else.
 */
@Controller
final class ErrorPages implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<?> show(HttpServletRequest request) {
    HttpStatus status = status(request);
    if (!isPage(request)) {
      ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text(status));
      problem.setInstance(URI.create(UriUtils.encodePath(path(request), StandardCharsets.UTF_8)));
      return ResponseEntity.of(problem).build();
    }
    return Html.page(
        status,
        "signin/failure",
        new Views.Failure(status.value(), status.getReasonPhrase(), text(status)));
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return Objects.requireNonNullElse(known, HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private static boolean isPage(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE)
        && !path(request).startsWith("/v1/");
  }

  /** What was asked for, before it came to this. */
  private static String path(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
  }

  private static String text(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The server does not understand the request.";
      case FORBIDDEN ->
          "Your role does not allow that, or the form was open for too long: open it again.";
      case NOT_FOUND -> "There is nothing under this address.";
      case SERVICE_UNAVAILABLE -> "The server cannot answer at the moment. Try again shortly.";
      default -> "Something went wrong. The server's log says what.";
    };
  }
}
