package dev.ringwatch.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Measures what work takes in this process. */
final class CostMeter {

  private static final double MEGABYTE = 1e6;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Does some work, and holds what it made until its memory has been measured. */
  Cost of(Supplier<Object> work) {
    System.gc();
    long allocated = threads.getTotalThreadAllocatedBytes();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    Object result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    double allocatedMegabytes = (threads.getTotalThreadAllocatedBytes() - allocated) / MEGABYTE;
    try {
      return new Cost(seconds, cpuSeconds, liveBytes() / MEGABYTE, allocatedMegabytes);
    } finally {
      Reference.reachabilityFence(result);
    }
  }

  private static double liveBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (double) runtime.totalMemory() - runtime.freeMemory();
  }
}
