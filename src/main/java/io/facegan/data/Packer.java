package io.facegan.data;

import io.facegan.data.PackedImages.Skipped;
import io.facegan.data.PictureFramer.Framed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Decodes and frames all pictures of a source once, on all processors, into a pixel file. */
final class Packer {
  private final ImageSource source;
  private final PictureFramer framer;
  private final PixelFile file;
  private final LongConsumer progress;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger enlarged = new AtomicInteger();
  private final AtomicInteger grey = new AtomicInteger();
  private final NavigableMap<Integer, Skipped> skipped = new ConcurrentSkipListMap<>();
  private long done;

  Packer(ImageSource source, PictureFramer framer, PixelFile file, LongConsumer progress) {
    this.source = source;
    this.framer = framer;
    this.file = file;
    this.progress = progress;
  }

  /** Packs everything; picture i of the source goes to slot i, those skipped leave theirs empty. */
  void run() throws IOException {
    int workers = Math.min(source.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            workers,
            work -> {
              Thread thread = new Thread(work, "facegan-pack");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(
            pool.submit(
                () -> {
                  work();
                  return null;
                }));
      }
      for (Future<?> worker : running) {
        join(worker);
      }
    } finally {
      stop(pool);
    }
  }

  int enlarged() {
    return enlarged.get();
  }

  int grey() {
    return grey.get();
  }

  /** Returns what was skipped, by index. */
  NavigableMap<Integer, Skipped> skipped() {
    return skipped;
  }

  private void work() throws IOException {
    boolean whole = false;
    try {
      int index = next.getAndIncrement();
      while (index < source.size() && !Thread.currentThread().isInterrupted()) {
        pack(index);
        report();
        index = next.getAndIncrement();
      }
      whole = true;
    } finally {
      if (!whole) {
        // One worker's failure is everybody's: leave the others nothing to do.
        next.set(source.size());
      }
    }
  }

  private void pack(int index) throws IOException {
    Framed framed;
    try {
      BufferedImage image = source.read(index);
      if (image == null) {
        throw new IOException("the source gave no picture");
      }
      framed = framer.frame(image);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Decoders meet damaged files with almost anything; none of it may end the run.
      skipped.put(index, new Skipped(source.name(index), reason(e)));
      return;
    }
    file.write(index, framed.pixels());
    enlarged.addAndGet(framed.enlarged() ? 1 : 0);
    grey.addAndGet(framed.grey() ? 1 : 0);
  }

  private synchronized void report() {
    done++;
    progress.accept(done);
  }

  private static String reason(Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      return "not enough memory to decode it: raise -Xmx or scale it down";
    }
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return "it cannot be decoded (" + problem.getClass().getSimpleName() + ")";
    }
    if (message.equals("Unsupported Image Type")) {
      return "its colours are of an unsupported kind, probably CMYK: convert it to RGB";
    }
    String line = message.strip().replaceAll("\\s+", " ");
    return problem instanceof IOException
        ? line
        : "it cannot be decoded (%s: %s)".formatted(problem.getClass().getSimpleName(), line);
  }

  private static void join(Future<?> worker) throws IOException {
    try {
      worker.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while packing pictures");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException("cannot write the packed pictures: " + cause.getMessage(), cause);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("packing pictures failed: " + e.getCause(), e.getCause());
    }
  }

  /** Waits for the workers, briefly: they finish the picture they are at. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
