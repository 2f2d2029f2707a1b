package dev.ringwatch.app.access;

import dev.ringwatch.app.access.Standings.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.RequestCache;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said to whom nothing is granted: a browser that opens a page is led on, everybody else is
 * told as problem details (RFC 9457).
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final Standings standings;
  private final RequestCache askedBefore;
  private final JsonMapper json;

  Refusals(Standings standings, RequestCache askedBefore, JsonMapper json) {
    this.standings = standings;
    this.askedBefore = askedBefore;
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    signInFirst(request, response, "/login");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (failure instanceof CsrfException
        && (isOpen(request) || standings.stage(who) != Stage.NOBODY)) {
      forbidden(request, response, "the form or its token is too old: open the page again");
      return;
    }
    switch (standings.stage(who)) {
      case NOBODY -> {
        endSession(request);
        signInFirst(request, response, "/login?ended");
      }
      case LINK -> signInFirst(request, response, "/password");
      case FIRST_FACTOR -> signInFirst(request, response, "/second-factor");
      case IN -> refuse(request, response, who);
    }
  }

  /** Whether it is a route for everybody, so that a sign-in would not help. */
  private static boolean isOpen(HttpServletRequest request) {
    return AccessTable.find(request)
        .filter(route -> route.permission() == Permission.COME_IN)
        .isPresent();
  }

  private static void endSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private void signInFirst(HttpServletRequest request, HttpServletResponse response, String page)
      throws IOException {
    if (isPage(request)) {
      askedBefore.saveRequest(request, response);
      response.sendRedirect(page);
    } else {
      answer(
          response,
          HttpStatus.UNAUTHORIZED,
          "send an API key (Authorization: Bearer KEY), or sign in at /login");
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
      throws IOException {
    List<Route> routes = AccessTable.ofPath(request);
    if (routes.stream().allMatch(route -> route.permission() == Permission.NONE)) {
      if (isPage(request)) {
        response.sendError(HttpStatus.NOT_FOUND.value());
      } else {
        answer(response, HttpStatus.NOT_FOUND, "there is no such route");
      }
      return;
    }
    if (AccessTable.find(request).isEmpty()) {
      String methods =
          routes.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new)).stream()
              .collect(Collectors.joining(", "));
      response.setHeader(HttpHeaders.ALLOW, methods);
      answer(response, HttpStatus.METHOD_NOT_ALLOWED, "the methods of this route: " + methods);
      return;
    }
    boolean key = who != null && who.getPrincipal() instanceof ApiCaller;
    forbidden(
        request,
        response,
        key ? "this API key's scopes do not allow that" : "your role does not allow that");
  }

  private void forbidden(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    if (isPage(request)) {
      response.sendError(HttpStatus.FORBIDDEN.value(), why);
    } else {
      answer(response, HttpStatus.FORBIDDEN, why);
    }
  }

  /** Whether a person waits for the answer: a browser that opens a page or sends a form. */
  static boolean isPage(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE)
        && !request.getRequestURI().startsWith("/v1/");
  }

  /** Says that it cannot be known at the moment who asks. */
  void comeAgain(HttpServletResponse response, String why) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "2");
    answer(response, HttpStatus.SERVICE_UNAVAILABLE, why);
  }

  /** Writes problem details. */
  void answer(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
    response.setStatus(status.value());
    if (status == HttpStatus.UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
