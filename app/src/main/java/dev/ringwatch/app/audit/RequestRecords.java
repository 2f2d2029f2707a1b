package dev.ringwatch.app.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, its sender's if that is usable, and counts those that are refused:
 * each of these in the audit log would let anybody fill it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class RequestRecords extends OncePerRequestFilter {

  private static final String HEADER = "X-Request-Id";
  private static final String LOG_KEY = "request_id";
  private static final String ATTRIBUTE = RequestRecords.class.getName();
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private final AtomicLong unauthenticated = new AtomicLong();
  private final AtomicLong forbidden = new AtomicLong();

  /**
   * How many requests were refused since this was last asked.
   *
   * @param unauthenticated because no key came that holds
   * @param forbidden because the key may not do that
   */
  record Refused(long unauthenticated, long forbidden) {

    boolean isNone() {
      return unauthenticated + forbidden == 0;
    }
  }

  /** The id of a request; under {@code request_id} also in the log, as long as it is answered. */
  public static String id(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(ATTRIBUTE));
  }

  /** Takes the counts; they begin anew. */
  Refused takeRefused() {
    return new Refused(unauthenticated.getAndSet(0), forbidden.getAndSet(0));
  }

  /** Gives counts back that could not be recorded. */
  void giveBack(Refused refused) {
    unauthenticated.addAndGet(refused.unauthenticated());
    forbidden.addAndGet(refused.forbidden());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = usable(request.getHeader(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
    MDC.put(LOG_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LOG_KEY);
    }
    if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
      unauthenticated.incrementAndGet();
    } else if (response.getStatus() == HttpStatus.FORBIDDEN.value()) {
      forbidden.incrementAndGet();
    }
  }

  private static String usable(@Nullable String sent) {
    return sent != null && USABLE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
