package io.facegan;

import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.Thrown;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Draws some faces while those before are used. */
record DrawingAhead(
    List<float[]> latents, int together, Function<List<float[]>, List<BufferedImage>> drawing) {
  private static final int MOST = 64;

  /** How many values the images of one drawing have at most, unless a single one has more. */
  private static final int MOST_VALUES = 1 << 24;

  static DrawingAhead of(
      List<float[]> latents,
      ImageShape shape,
      Function<List<float[]>, List<BufferedImage>> drawing) {
    int fitting = Math.max(1, MOST_VALUES / shape.size());
    return new DrawingAhead(latents, Math.min(MOST, fitting), drawing);
  }

  void handOn(Consumer<BufferedImage> use) {
    if (latents.size() <= together) {
      drawing.apply(latents).forEach(use);
      return;
    }
    ExecutorService thread =
        Executors.newSingleThreadExecutor(new DaemonThreads("facegan-generate"));
    try {
      CompletableFuture<List<BufferedImage>> next = begin(thread, 0);
      for (int from = together; next != null; from += together) {
        List<BufferedImage> drawn = await(next);
        next = from < latents.size() ? begin(thread, from) : null;
        drawn.forEach(use);
      }
    } finally {
      thread.shutdown();
    }
  }

  private CompletableFuture<List<BufferedImage>> begin(ExecutorService thread, int from) {
    List<float[]> some = latents.subList(from, Math.min(from + together, latents.size()));
    return CompletableFuture.supplyAsync(() -> drawing.apply(some), thread);
  }

  private static List<BufferedImage> await(CompletableFuture<List<BufferedImage>> drawn) {
    try {
      return drawn.join();
    } catch (CompletionException e) {
      throw Thrown.unchecked(e.getCause());
    }
  }
}
