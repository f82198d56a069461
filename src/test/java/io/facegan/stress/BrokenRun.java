package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;

/** One run that is broken off at random moments and resumed until it has come to its end. */
final class BrokenRun {
  private static final int TERMINATED = 128 + 15;
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(700);

  private final Variant variant;
  private final Path run;
  private final Path zip;
  private final Path cache;
  private final Path logs;
  private final Random random;
  private final Tally tally;

  /**
   * @param folder an empty one
   */
  BrokenRun(Variant variant, Path folder, Path zip, Random random, Tally tally) {
    this.variant = variant;
    this.zip = zip;
    this.random = random;
    this.tally = tally;
    run = folder.resolve("run");
    cache = folder.resolve("cache");
    logs = folder.resolve("logs");
  }

  /**
   * Trains to the end, killed until there are so many kills in all.
   *
   * @return the run folder
   */
  Path go(int kills) throws Exception {
    boolean ended = false;
    long newest = -1;
    while (!ended && tally.kills() < kills) {
      ended = live();
      CheckpointFiles.assertSound(run);
      newest = newestAfter(newest);
      if (random.nextInt(4) == 0) {
        forgetImages();
      }
    }
    if (!ended) {
      try (Child child = start()) {
        int code = child.await();
        assertThat(variant.isEnd(code, child.err())).as("%d: %s", code, child.says()).isTrue();
      }
    }
    return run;
  }

  /** Goes on with it for a while and returns whether it came to its end. */
  private boolean live() throws Exception {
    Instant born = Instant.now();
    try (Child child = start()) {
      Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
      boolean alive =
          !moment.recurs()
              ? awaits(child, moment)
              : awaits(child, Moment.TRAINING) && awaits(child, moment);
      if (alive && variant == Variant.TERMINATED && random.nextBoolean()) {
        child.terminate();
        tally.terminated();
        if (random.nextBoolean()) {
          return stopped(child);
        }
        sleep(LONGEST_PAUSE);
      }
      if (child.kill()) {
        tally.killed(moment, run, born);
        return false;
      }
      return stopped(child);
    }
  }

  /** Returns whether a process that was not killed came to the end of the run. */
  private boolean stopped(Child child) throws InterruptedException {
    int code = child.await();
    if (variant == Variant.TERMINATED && code == TERMINATED) {
      assertThat(child.err()).doesNotContain("Exception");
      return false;
    }
    assertThat(variant.isEnd(code, child.err())).as("%d: %s", code, child.says()).isTrue();
    return true;
  }

  /** Checks that nothing was lost that had been saved, and returns the newest checkpoint's step. */
  private long newestAfter(long before) throws IOException {
    long after = CheckpointFiles.newest(run);
    // A guard may have gone back, but never to nothing.
    long least = variant == Variant.ROLLED_BACK ? Math.min(before, 0) : before;
    assertThat(after).isGreaterThanOrEqualTo(least);
    return after;
  }

  private Child start() throws IOException {
    return variant.start(logs, run, zip, cache);
  }

  /** Returns false if the process has ended before. */
  private boolean awaits(Child child, Moment moment) throws Exception {
    Instant since = Instant.now();
    while (!moment.hasCome(run, since)) {
      if (!child.isAlive()) {
        return false;
      }
      Thread.sleep(1);
    }
    sleep(moment.longestDelay());
    return child.isAlive();
  }

  private void sleep(long longestNanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * longestNanos));
  }

  private void forgetImages() throws IOException {
    if (Files.exists(cache)) {
      PathUtils.deleteDirectory(cache);
    }
  }
}
