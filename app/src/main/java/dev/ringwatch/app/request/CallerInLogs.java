package dev.ringwatch.app.request;

import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.app.access.OperatorCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has the log say who sent a request, by number: after those filters that find out. {@link
 * RequestWatch} takes it back.
 */
@Order(0)
final class CallerInLogs extends OncePerRequestFilter {

  /** Under what the log has it. */
  static final String KEY = "caller";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    switch (who == null ? null : who.getPrincipal()) {
      case ApiCaller key -> MDC.put(KEY, "key " + key.key());
      case OperatorCaller operator -> MDC.put(KEY, "operator " + operator.operator());
      case null, default -> {}
    }
    chain.doFilter(request, response);
  }
}
