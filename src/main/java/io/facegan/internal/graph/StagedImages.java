package io.facegan.internal.graph;

import io.facegan.internal.util.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.tensorflow.Session;
import org.tensorflow.types.TUint8;

/**
 * Real images on their way to a GPU: while a step runs, those of the next one are read and copied
 * there. Used by one thread at a time.
 */
final class StagedImages implements AutoCloseable {
  private static final long NONE = -1;

  private final StepInputs inputs;
  private final Session session;

  /** In turn, for where there is nothing to copy a step reads what was fed. */
  private final TUint8[] images;

  private int turn;
  private final ExecutorService beside =
      Executors.newSingleThreadExecutor(new DaemonThreads("facegan-images"));
  private CompletableFuture<Void> next = CompletableFuture.completedFuture(null);
  private long staged = NONE;

  StagedImages(StepInputs inputs, Session session) {
    this.inputs = inputs;
    this.session = session;
    this.images =
        new TUint8[] {
          TUint8.tensorOf(inputs.images.shape()), TUint8.tensorOf(inputs.images.shape())
        };
  }

  /** Makes sure that the images of a step are the next that a run takes, and begins to use up. */
  void use(long step, LongFunction<byte[]> batches) {
    if (staged != step) {
      session.runner().addTarget(inputs.clearStage).run().close();
      put(batches.apply(step));
    }
    // Until this run has ended it is not known what is there.
    staged = NONE;
  }

  /** Begins to fetch the images of a step, after those in use. */
  void fetch(long step, LongFunction<byte[]> batches) {
    next = CompletableFuture.runAsync(() -> put(batches.apply(step)), beside);
  }

  /**
   * Waits for the images that are being fetched. If that fails, the step that they are for will
   * read them itself, and say why it cannot.
   *
   * @param used whether the run took those before
   */
  void await(long step, boolean used) {
    try {
      next.join();
      staged = used ? step : NONE;
    } catch (CompletionException unreadable) {
      staged = NONE;
    }
  }

  /** Forgets what was fetched, for the next step is another. */
  void forget() {
    staged = NONE;
  }

  private void put(byte[] batch) {
    inputs.check(batch);
    turn = 1 - turn;
    images[turn].asRawTensor().data().write(batch);
    session.runner().feed(inputs.images, images[turn]).addTarget(inputs.stage).run().close();
  }

  @Override
  public void close() {
    beside.shutdownNow();
    for (TUint8 batch : images) {
      batch.close();
    }
  }
}
