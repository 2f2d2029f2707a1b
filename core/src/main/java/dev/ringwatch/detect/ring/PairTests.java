package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tests many pairs of a graph, on all processors of the pool that it is called in, with the same
 * result on any number of them: in the order of the pairs.
 */
final class PairTests {

  private static final int PER_TASK = 1024;

  private PairTests() {}

  /** All pairs that share anything; those that are significant by a floor, or tied. */
  static List<Pair> all(PairBasis basis, PairFloor floor) {
    int accounts = basis.graph().accounts();
    return inTasks(accounts, () -> new PairStep(basis, floor), PairStep::pairsOf);
  }

  /** The same of the pairs in which somebody changed. */
  static List<Pair> of(ChangedAccounts changed, PairBasis basis, PairFloor floor) {
    int[] accounts = changed.indexes();
    return inTasks(
        accounts.length,
        () -> new PairStep(basis, floor, changed),
        (step, i) -> step.pairsOf(accounts[i]));
  }

  /** The same of pairs that were tested in an earlier graph. */
  static List<Pair> again(List<Pair> pairs, PairBasis basis, PairFloor floor) {
    return inTasks(
        pairs.size(),
        () -> new KnownPair(basis, floor),
        (step, i) -> step.test(pairs.get(i)).stream().toList());
  }

  /** Works on one thing with what a thread has for that. */
  private interface Work<S> {
    List<Pair> on(S tool, int i);
  }

  private static <S> List<Pair> inTasks(int count, Supplier<S> tools, Work<S> work) {
    var idle = new ConcurrentLinkedQueue<S>();
    return IntStream.range(0, (count + PER_TASK - 1) / PER_TASK)
        .parallel()
        .mapToObj(task -> {
          S waiting = idle.poll();
          S tool = waiting == null ? tools.get() : waiting;
          List<Pair> found = new ArrayList<>();
          for (int i = task * PER_TASK; i < Math.min(count, (task + 1) * PER_TASK); i++) {
            found.addAll(work.on(tool, i));
          }
          idle.add(tool);
          return found;
        })
        .flatMap(List::stream)
        .toList();
  }
}
