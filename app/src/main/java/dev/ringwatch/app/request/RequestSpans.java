package dev.ringwatch.app.request;

import dev.ringwatch.app.audit.RequestRecords;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a span of every request, in the trace that its {@code traceparent} names or a new one, and
 * has the log say which. A span says the route and not the path, which may hold an account's id.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class RequestSpans extends OncePerRequestFilter {

  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("ringwatch.request_id");

  private final Tracer tracer;

  RequestSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    KnownRoute route = KnownRoute.of(request);
    Span span = begin(request, route);
    int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
    MDC.put(TRACE, span.getSpanContext().getTraceId());
    MDC.put(SPAN, span.getSpanContext().getSpanId());
    try (Scope _ = span.makeCurrent()) {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      MDC.remove(TRACE);
      MDC.remove(SPAN);
      end(span, status);
    }
  }

  private Span begin(HttpServletRequest request, KnownRoute route) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request, RequestHeaders.GETTER);
    return tracer
        .spanBuilder(route.toString())
        .setParent(parent)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute(METHOD, route.method())
        .setAttribute(ROUTE, route.path())
        .setAttribute(REQUEST_ID, RequestRecords.id(request))
        .startSpan();
  }

  private static void end(Span span, int status) {
    span.setAttribute(STATUS, (long) status);
    if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
