package dev.ringwatch.app.detection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads beside the detection thread. Nobody looks into what becomes of a task, so what kills
 * one is said in the log. What can wait has threads of the lowest priority, which the launcher has
 * the operating system heed: requests and the detection thread come first. Safe for threads.
 */
@SuppressWarnings("ThreadPriorityCheck") // only how long others wait hangs on it
final class Background implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final int THREADS = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name("background-", 0).factory());

  private final ExecutorService later =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("later-", 0).priority(Thread.MIN_PRIORITY).factory());

  /** So many threads of the lowest priority, for work that splits itself. */
  static ForkJoinPool pool(int threads) {
    return new ForkJoinPool(threads, Background::thread, null, false);
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /**
   * Runs a task.
   *
   * @param what names the task, as in "a heartbeat"
   * @return done when the task is over, whatever became of it
   */
  CompletableFuture<Void> run(String what, Runnable task) {
    return run(what, task, threads);
  }

  /** The same of a task that can wait. */
  CompletableFuture<Void> runLater(String what, Runnable task) {
    return run(what, task, later);
  }

  private static CompletableFuture<Void> run(String what, Runnable task, Executor on) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.error("{} failed", what, e);
          }
        },
        on);
  }

  /** For whoever looks into what becomes of a task by itself. */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Takes no more tasks. */
  @Override
  public void close() {
    threads.shutdown();
    later.shutdown();
  }
}
