package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All events of some files, and of standard input, in the order of their timestamps. Files and
 * lines may come in any order: what is not sorted is sorted on disk. Decoding runs on a thread of
 * its own, at most some thirty thousand events ahead.
 *
 * <p>Memory: the settings' number of events, plus about 200 KB for each file. All files are open at
 * once.
 */
public final class EventInput {

  /**
   * With many files the memory is shared; below this many events for one, sorting would write too
   * many files.
   */
  private static final int LEAST_EVENTS = 4_096;

  private final List<String> inputs;
  private final InputStream standardInput;
  private final InputSettings settings;
  private final Consumer<RejectedLine> rejected;
  private final List<InputFile> files = new CopyOnWriteArrayList<>();
  private final AtomicLong rejections = new AtomicLong();

  /**
   * Prepares to read; nothing is opened yet.
   *
   * @param inputs names of files, {@code -} for standard input
   * @param standardInput what {@code -} stands for
   * @param settings how to read
   * @param rejected takes what is not used, each piece once; called from the decoding thread, never
   *     by two threads at once
   * @throws UnreadableInputException if a file does not exist, is a directory or may not be read
   */
  public EventInput(
      List<String> inputs,
      InputStream standardInput,
      InputSettings settings,
      Consumer<RejectedLine> rejected) {
    this.inputs = List.copyOf(inputs);
    this.standardInput = standardInput;
    this.settings = settings;
    this.rejected = rejected;
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one input");
    }
    check(this.inputs);
  }

  /**
   * Checks, before anything is done, that inputs can be opened.
   *
   * @throws UnreadableInputException if a file does not exist, is a directory or may not be read
   */
  public static void check(List<String> inputs) {
    inputs.forEach(InputFile::check);
  }

  /**
   * Delivers all events, batch after batch, in the order of their timestamps, to the calling
   * thread. Temporary files are gone when this returns or throws. To be called once.
   *
   * @throws UnreadableInputException if an input cannot be used, or if none holds anything
   */
  public InputSummary forEachInOrder(Consumer<List<Event>> batches) throws IOException {
    Handover handover = new Handover();
    Thread decoding =
        Thread.ofPlatform().name("ringwatch-input").daemon().start(() -> decode(handover));
    long events = 0;
    try {
      for (List<Event> batch = handover.take(); !batch.isEmpty(); batch = handover.take()) {
        batches.accept(batch);
        events += batch.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
    } finally {
      stop(decoding);
    }
    rethrow(handover.failure());
    if (events == 0 && rejections.get() == 0) {
      throw new UnreadableInputException(
          String.join(", ", inputs) + ": no events, only a header or nothing at all");
    }
    return new InputSummary(events, rejections.get());
  }

  /** How far it has come; any thread may ask. */
  public InputProgress progress() {
    long ordered = 0;
    long delivered = 0;
    long total = 0;
    for (InputFile file : files) {
      ordered += file.orderedBytes();
      delivered += file.deliveredBytes();
      total += file.bytes();
    }
    return new InputProgress(ordered, delivered, total);
  }

  /** How many events each input has given so far, in the order in which the inputs were named. */
  public List<Long> eventsPerInput() {
    return files.stream().map(InputFile::events).toList();
  }

  private void decode(Handover handover) {
    Throwable failure = null;
    try {
      deliver(handover);
    } catch (InterruptedException e) {
      return; // the taker has gone
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    try {
      handover.end(failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Handover handover) throws IOException, InterruptedException {
    try (TemporaryFiles temporary = new TemporaryFiles(settings.temporaryDirectory())) {
      for (String input : inputs) {
        files.add(file(input, temporary));
      }
      EventDecoder decoder = new EventDecoder(settings.decode());
      int share =
          Math.max(
              settings.eventsInMemory() / files.size(),
              Math.min(LEAST_EVENTS, settings.eventsInMemory()));
      OrderedFile ordered = new OrderedFile(decoder, temporary, share);
      List<EventStream> streams = new ArrayList<>();
      try {
        for (InputFile file : files) {
          streams.add(ordered.open(file, line -> reject(file.name(), line)));
        }
        EventStream merged = new MergedEvents(streams);
        for (List<Event> batch = merged.next(); !batch.isEmpty(); batch = merged.next()) {
          handover.give(batch);
        }
      } finally {
        new MergedEvents(streams).close();
      }
    }
  }

  /**
   * The file behind an input. What cannot be read twice, such as standard input, is copied first.
   */
  private InputFile file(String input, TemporaryFiles temporary) throws IOException {
    boolean standard = input.equals(InputFile.STANDARD_INPUT);
    if (!standard && Files.isRegularFile(Path.of(input))) {
      return new InputFile(input, Path.of(input));
    }
    Path copy = temporary.create();
    if (standard) {
      Files.copy(standardInput, copy);
    } else {
      try (InputStream in = Files.newInputStream(Path.of(input))) {
        Files.copy(in, copy);
      }
    }
    return new InputFile(standard ? "standard input" : input, copy);
  }

  private void reject(String input, Rejected line) {
    rejections.incrementAndGet();
    rejected.accept(new RejectedLine(input, line));
  }

  private static void stop(Thread decoding) {
    decoding.interrupt();
    boolean interrupted = false;
    while (decoding.isAlive()) {
      try {
        decoding.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
