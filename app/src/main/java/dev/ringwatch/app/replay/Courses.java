package dev.ringwatch.app.replay;

import dev.ringwatch.event.Event;
import dev.ringwatch.pipeline.Control;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands what is replayed to the courses, and counts it. Used by one thread. */
final class Courses {

  private final List<Course> courses;
  private final Period period;
  private final Set<String> hunts = new HashSet<>();
  private long events;
  private long left;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /**
   * Hands on what lies within a period.
   *
   * @param courses one for both sides, or one for each
   */
  Courses(List<Course> courses, Period period) {
    this.courses = List.copyOf(courses);
    this.period = period;
  }

  /** Takes in an event, which is left out if it does not lie within the period. */
  void accept(Event event) {
    Instant at = event.timestamp();
    if (!period.contains(at)) {
      left++;
      return;
    }
    events++;
    first = first == null || at.isBefore(first) ? at : first;
    last = last == null || at.isAfter(last) ? at : last;
    courses.forEach(course -> course.accept(event));
  }

  /** Takes in a control record. */
  void accept(Control control) {
    if (control instanceof Control.ChangeFindings(_, var findings)) {
      hunts.add(findings.hunt());
    }
    courses.forEach(course -> course.accept(control));
  }

  /**
   * Ends it.
   *
   * @return whether there was anything to score
   */
  boolean finish() {
    UsualHere usual = new UsualHere();
    boolean scored = true;
    for (Course course : courses) {
      scored &= course.finish(usual);
    }
    return scored;
  }

  /** The hunts whose findings were among the control records. */
  Set<String> hunts() {
    return Set.copyOf(hunts);
  }

  /** How many events were taken in so far. */
  long events() {
    return events;
  }

  /** The time of the latest event so far; empty without events. */
  Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  /** What was taken in; only once there was an event. */
  Intake intake(Rejections rejections) {
    Course held = courses.getFirst();
    if (first == null || last == null) {
      throw new IllegalStateException("there was no event");
    }
    return new Intake(
        events,
        new Period(first, last),
        left,
        held.duplicates(),
        held.late(),
        held.failed(),
        rejections.counts());
  }
}
