/*
 * What a machine does to a process when it is odd: its time of day jumps, and its disk takes long
 * to keep what it was given. Two numbers in a file say by how much, and may change at any moment.
 * Loaded before the C library into a process and all that it starts (LD_PRELOAD). Clocks that pass
 * evenly stay as they are, and so does the time that files bear, which the kernel writes. Who waits
 * until a time of day waits by the true one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct oddities {
  volatile long long clock_seconds;
  volatile long long sync_micros;
};

static const struct oddities none;
static const struct oddities *oddities = &none;
static int (*true_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
  true_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  const char *path = getenv("ODD_MACHINE");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    void *mapped = mmap(NULL, sizeof(struct oddities), PROT_READ, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) {
      oddities = mapped;
    }
    close(file);
  }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  /* Before the constructor has run there is only the kernel to ask. */
  int result =
      true_clock == NULL ? (int)syscall(SYS_clock_gettime, clock, now) : true_clock(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    now->tv_sec += oddities->clock_seconds;
  }
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec time;
  (void)zone;
  int result = clock_gettime(CLOCK_REALTIME, &time);
  if (result == 0) {
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
  }
  return result;
}

time_t time(time_t *out) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
    return (time_t)-1;
  }
  if (out != NULL) {
    *out = now.tv_sec;
  }
  return now.tv_sec;
}

static void hold_up(void) {
  long long micros = oddities->sync_micros;
  if (micros > 0) {
    struct timespec pause = {micros / 1000000, micros % 1000000 * 1000};
    nanosleep(&pause, NULL);
  }
}

int fsync(int file) {
  hold_up();
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  hold_up();
  return (int)syscall(SYS_fdatasync, file);
}
