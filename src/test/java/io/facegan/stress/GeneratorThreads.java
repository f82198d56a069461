package io.facegan.stress;

import io.facegan.FaceGenerator;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads that draw with one generator and compare with what one thread drew. */
final class GeneratorThreads {
  private static final int SEEDS = 64;
  private static final int ROW = 5;
  private static final String CLOSED = "this FaceGenerator is closed: load the model again";

  private final List<int[]> ofSeed = new ArrayList<>();
  private final List<List<int[]>> ofRow = new ArrayList<>();
  private volatile boolean ended;

  /** Draws the expected images on this thread: one by one, and in rows, which are batches. */
  GeneratorThreads(FaceGenerator faces) {
    for (int seed = 0; seed < SEEDS; seed++) {
      ofSeed.add(levels(faces.generate(seed)));
      ofRow.add(faces.generate(seed, ROW).stream().map(GeneratorThreads::levels).toList());
    }
  }

  /**
   * What threads did.
   *
   * @param right images that were as they should be
   * @param refused threads that were told that the generator is closed
   */
  record Result(long right, int refused) {
    Result plus(Result other) {
      return new Result(right + other.right, refused + other.refused);
    }
  }

  /**
   * Lets threads draw for a while.
   *
   * @param close whether the generator is then closed under them; else they are told to end
   */
  Result draw(FaceGenerator faces, int threads, long millis, boolean close) throws Exception {
    ended = false;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Result>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Random random = new Random(i);
        results.add(pool.submit(() -> draw(faces, random)));
      }
      Thread.sleep(millis);
      if (close) {
        faces.close();
      } else {
        ended = true;
      }
      Result all = new Result(0, 0);
      for (Future<Result> result : results) {
        all = all.plus(result.get());
      }
      return all;
    } catch (ExecutionException failed) {
      throw new AssertionError("a thread failed", failed.getCause());
    } finally {
      ended = true;
      pool.shutdownNow();
    }
  }

  /** Draws until the end, or until the generator is closed. */
  private Result draw(FaceGenerator faces, Random random) {
    long right = 0;
    while (!ended) {
      int seed = random.nextInt(SEEDS);
      try {
        right += random.nextInt(4) == 0 ? checkRow(faces, seed) : checkOne(faces, seed);
      } catch (IllegalStateException closed) {
        if (!CLOSED.equals(closed.getMessage())) {
          throw closed;
        }
        return new Result(right, 1);
      }
    }
    return new Result(right, 0);
  }

  private int checkOne(FaceGenerator faces, int seed) {
    check(faces.generate(seed), ofSeed.get(seed), seed);
    return 1;
  }

  private int checkRow(FaceGenerator faces, int seed) {
    List<BufferedImage> row = faces.generate(seed, ROW);
    for (int i = 0; i < ROW; i++) {
      check(row.get(i), ofRow.get(seed).get(i), seed);
    }
    return ROW;
  }

  private static void check(BufferedImage image, int[] expected, int seed) {
    if (!Arrays.equals(levels(image), expected)) {
      throw new AssertionError("another image than one thread draws, from seed " + seed);
    }
  }

  /** Returns all values of an image as text, to compare it with another. */
  static String text(BufferedImage image) {
    return Arrays.toString(levels(image));
  }

  private static int[] levels(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
