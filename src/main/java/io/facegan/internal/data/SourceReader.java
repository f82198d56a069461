package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.UnusableImageException;
import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.Thrown;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Reads every image of a source once, on all processors. Those that cannot be read, and not because
 * of their own bytes, are read once more at the end, one after the other: the disk may be back
 * then, and the heap is theirs alone.
 *
 * @param <T> what is made of an image
 */
public final class SourceReader<T> {
  private final ImageSource source;
  private final Sink<T> sink;
  private final LongConsumer progress;
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
  private long done;

  /**
   * @param progress told how many images are done, in rising order, from one thread at a time but
   *     not the caller's
   */
  public SourceReader(ImageSource source, Sink<T> sink, LongConsumer progress) {
    this.source = source;
    this.sink = sink;
    this.progress = progress;
  }

  /** What becomes of the images; called from several threads at once, in any order. */
  public interface Sink<T> {
    /**
     * Works on one image. Any failure here, even a lack of memory, concerns this image alone, which
     * is then skipped.
     *
     * @throws IOException if the image cannot be used; the message says why
     */
    T prepare(SourceImage image) throws IOException;

    /** Keeps what was made of an image; a failure ends the reading. */
    void accept(int index, T made) throws IOException;

    /**
     * Takes note of an image that cannot be used; a failure ends the reading.
     *
     * @param reason why not, in one line
     * @param settled whether its bytes alone are the reason, so that it will never be usable
     */
    void skipped(int index, String reason, boolean settled);
  }

  /**
   * Reads everything.
   *
   * @throws IOException if an image could not be kept, or the thread was interrupted ({@link
   *     InterruptedIOException}; its interrupt status is then set)
   */
  public void run() throws IOException {
    int workers = Math.min(source.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, workers), new DaemonThreads("facegan-read"));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(pool.submit(this::work));
      }
      for (Future<?> worker : running) {
        join(worker);
      }
      join(pool.submit(this::readFailedAgain));
    } finally {
      stop(pool);
    }
  }

  private Void work() throws IOException {
    boolean whole = false;
    try {
      int index = next.getAndIncrement();
      while (index < source.size() && !Thread.currentThread().isInterrupted()) {
        read(index, false);
        index = next.getAndIncrement();
      }
      whole = true;
      return null;
    } finally {
      if (!whole) {
        // One worker's failure is everybody's: leave the others nothing to do.
        next.set(source.size());
      }
    }
  }

  private Void readFailedAgain() throws IOException {
    for (Integer index = failed.poll(); index != null; index = failed.poll()) {
      read(index, true);
    }
    return null;
  }

  private void read(int index, boolean again) throws IOException {
    T made;
    try {
      SourceImage image = source.read(index);
      if (image == null) {
        throw new IOException("the source gave no image");
      }
      made = sink.prepare(image);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Decoders meet damaged files with almost anything; none of it may end the run.
      boolean settled = e instanceof UnusableImageException;
      if (settled || again) {
        sink.skipped(index, reason(e), settled);
        report();
      } else {
        failed.add(index);
      }
      return;
    }
    sink.accept(index, made);
    report();
  }

  private synchronized void report() {
    done++;
    progress.accept(done);
  }

  /** Returns why an image could not be read, in one line. */
  static String reason(Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      return "not enough memory to decode it: raise -Xmx or scale it down";
    }
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return "it cannot be decoded (" + problem.getClass().getSimpleName() + ")";
    }
    String line = Text.oneLine(message);
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
          new InterruptedIOException("interrupted while reading images");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw Thrown.unchecked(e.getCause());
    }
  }

  /** Waits for the workers, briefly: they finish the image they are at. */
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
