package dev.ringwatch.app.live;

import dev.ringwatch.app.queue.QueueCount;
import dev.ringwatch.postgres.results.Marks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code GET /live}: a stream of server-sent events that say of what there is something new, and
 * how many wait where. It holds nothing that an operator may not see, and ends after some minutes,
 * so that whoever may not come in any more does not listen on.
 */
@Controller
final class LiveController {

  /** The longest that a stream lasts; pages begin another while somebody is there. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** That somebody has gone is found out when something is sent. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final LiveNews news;
  private final QueueCount queue;

  LiveController(LiveNews news, QueueCount queue) {
    this.news = news;
    this.queue = queue;
  }

  @GetMapping("/live")
  ResponseEntity<SseEmitter> listen() {
    if (!news.enter()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
    SseEmitter stream = new SseEmitter(LONGEST.plus(HEARTBEAT).plus(HEARTBEAT).toMillis());
    Thread _ = Thread.ofVirtual().name("live stream").start(() -> tell(stream));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Else a proxy in between may gather what should arrive.
        .header("X-Accel-Buffering", "no")
        .body(stream);
  }

  /** In a thread of its own: who does not take what is sent keeps nobody else waiting. */
  private void tell(SseEmitter stream) {
    try {
      tellUntil(stream, System.nanoTime() + LONGEST.toNanos());
      stream.complete();
    } catch (IOException | IllegalStateException | InterruptedException e) {
      // Whoever listened has gone, which is how most streams end.
      stream.completeWithError(e);
    } finally {
      news.leave();
    }
  }

  private void tellUntil(SseEmitter stream, long end) throws IOException, InterruptedException {
    Optional<Marks> seen = Optional.empty();
    stream.send(SseEmitter.event().comment("listening"));
    while (System.nanoTime() < end && !news.isClosed()) {
      Optional<Marks> now = news.await(seen, HEARTBEAT);
      if (now.equals(seen)) {
        stream.send(SseEmitter.event().comment("still there"));
      } else {
        send(stream, seen, now.orElseThrow());
        seen = now;
      }
    }
  }

  private void send(SseEmitter stream, Optional<Marks> seen, Marks now) throws IOException {
    List<String> names = seen.map(before -> News.between(before, now)).orElse(List.of());
    if (!names.isEmpty()) {
      stream.send(
          SseEmitter.event().name("news").data(String.join(" ", names), MediaType.TEXT_PLAIN));
    }
    String counts = News.counts(now, queue.waiting().orElse(0));
    stream.send(SseEmitter.event().name("counts").data(counts, MediaType.TEXT_PLAIN));
  }
}
