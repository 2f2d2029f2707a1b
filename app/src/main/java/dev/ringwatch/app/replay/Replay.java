package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.Lesson;
import dev.ringwatch.app.analyze.Progress;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.control.UnknownControlException;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.postgres.log.StoredLog;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One run of {@code replay}: reads what is stored once, and runs it through both sides. */
final class Replay {

  private final ReplayRequest request;
  private final ServerSettings now;
  private final ServerSettings proposed;
  private final InputStream standardInput;
  private final Progress progress;

  /**
   * A run.
   *
   * @param now the settings that hold
   * @param proposed those that would
   */
  Replay(
      ReplayRequest request,
      ServerSettings now,
      ServerSettings proposed,
      InputStream standardInput,
      Progress progress) {
    this.request = request;
    this.now = now;
    this.proposed = proposed;
    this.standardInput = standardInput;
    this.progress = progress;
  }

  /**
   * Replays files alone.
   *
   * @throws CommandFailure if there was no event to replay
   */
  Replayed files() throws IOException {
    try {
      return run(Basis.none(now.incidentPolicy()), null);
    } catch (SQLException e) {
      throw new IllegalStateException("no database was asked", e);
    }
  }

  /**
   * Replays a server's log, after the files if there are any. Changes nothing there.
   *
   * @throws CommandFailure if there was no event to replay
   */
  Replayed log(DataSource database) throws IOException, SQLException {
    try (StoredLog log = StoredLog.open(database)) {
      return run(Basis.read(database, log, now.incidentPolicy(), request.files().now()), log);
    } catch (UnknownControlException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private Replayed run(Basis known, @Nullable StoredLog log) throws IOException, SQLException {
    Basis basis = request.labels().isPresent() ? known.withLabels(labels()) : known;
    Sides sides = Sides.of(now, proposed, request, basis);
    RingNames names = new RingNames(basis.rings());
    SideRun before = new SideRun(sides.before(), names, basis.listings());
    SideRun after = new SideRun(sides.after(), names, basis.listings());
    Courses courses = new Courses(courses(sides, before, after, basis), request.period());
    Rejections rejections = new Rejections();
    feed(courses, rejections, log);
    if (!courses.finish()) {
      throw nothing(rejections);
    }
    progress.stage("comparing");
    return new Replayed(
        courses.intake(rejections),
        Comparison.of(
            before.outcome(), after.outcome(), basis.labels(), request.showing().movedBy()),
        notes(sides, courses));
  }

  private Labels labels() throws IOException {
    return Labels.read(request.labels().orElseThrow());
  }

  /** One state for both where events become the same, so that this costs little more than one. */
  private List<Course> courses(Sides sides, SideRun before, SideRun after, Basis basis) {
    return sides.shareState()
        ? List.of(course(sides.before(), List.of(before, after), basis))
        : List.of(
            course(sides.before(), List.of(before), basis),
            course(sides.after(), List.of(after), basis));
  }

  private Course course(Side side, List<SideRun> runs, Basis basis) {
    Lesson.Source source = new Lesson.Source(basis.labels(), false, LearningConfig.ofDefaults());
    return new Course(side.config(), request.every(), runs, source);
  }

  private void feed(Courses courses, Rejections rejections, @Nullable StoredLog log)
      throws IOException, SQLException {
    if (!request.files().names().isEmpty()) {
      EventInput.check(request.files().names());
      new FileFeed(request.files(), standardInput)
          .read(rejections, courses::accept, share -> progress.reading(share, courses.events()));
    }
    if (log != null) {
      Period rest = courses.last().map(request.period()::after).orElse(request.period());
      new LogFeed(log, rest, courses, share -> progress.reading(share, courses.events())).read();
    }
    progress.stage("scoring, and looking for rings");
  }

  private CommandFailure nothing(Rejections rejections) {
    long rejected = rejections.counts().values().stream().mapToLong(Long::longValue).sum();
    String why =
        rejected == 0
            ? ""
            : " (" + rejected + " lines were not used: " + rejections.counts().keySet() + ")";
    return new CommandFailure("there is no event of that time to replay" + why);
  }

  private List<String> notes(Sides sides, Courses courses) {
    List<String> notes = new ArrayList<>();
    Scoring scoring = sides.after().scoring();
    scoring.hunts().leftOut().stream()
        .filter(hunt -> !courses.hunts().contains(hunt))
        .sorted()
        .forEach(hunt ->
            notes.add(
                "the log says no findings of the hunt " + hunt + ": to leave it out changes none"));
    scoring.hunts().points().keySet().stream()
        .filter(hunt -> !courses.hunts().contains(hunt))
        .sorted()
        .forEach(hunt ->
            notes.add(
                "the log says no findings of the hunt "
                    + hunt
                    + ", which had no points: what it would add is not in this"));
    if (isUnheard(sides)) {
      notes.add("nothing of what is proposed moves a score or a threshold");
    }
    return notes;
  }

  /** Whether both sides are the same although something was proposed. */
  private boolean isUnheard(Sides sides) {
    ReplayRequest.Proposal proposal = request.proposal();
    boolean isProposed = proposal.config().isPresent() || !proposal.values().isEmpty();
    return isProposed && sides.before().equals(sides.after());
  }
}
