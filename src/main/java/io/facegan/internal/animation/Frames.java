package io.facegan.internal.animation;

import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.Thrown;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Encodes some frames at once and writes them in order. */
final class Frames<F> implements Closeable {
  /** What makes a frame of the size of the file. */
  interface Scaling {
    BufferedImage scale(BufferedImage frame) throws IOException;
  }

  private final FrameWriter<F> writer;
  private final Scaling scaling;
  private final int most = 2 * Runtime.getRuntime().availableProcessors();
  private final Deque<CompletableFuture<F>> encoded = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(most / 2, new DaemonThreads("facegan-animation"));

  Frames(FrameWriter<F> writer, Scaling scaling) {
    this.writer = writer;
    this.scaling = scaling;
  }

  /** Takes the next frame, and writes the oldest one if there are enough to encode. */
  void add(BufferedImage frame) throws IOException {
    if (encoded.size() == most) {
      writeOldest();
    }
    encoded.add(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return writer.encode(scaling.scale(frame));
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            threads));
  }

  /** Writes what is left and ends the file. */
  void end() throws IOException {
    while (!encoded.isEmpty()) {
      writeOldest();
    }
    writer.end();
  }

  private void writeOldest() throws IOException {
    F oldest;
    try {
      oldest = encoded.remove().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw Thrown.unchecked(e.getCause());
    }
    writer.write(oldest);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    writer.close();
  }
}
