package io.facegan.internal.train;

import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.Thrown;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes checkpoints on a thread of its own, one after the other, while the training continues. A
 * checkpoint that could not be written is reported by the next call of any method.
 */
final class CheckpointWriter implements AutoCloseable {
  private final Checkpoints checkpoints;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("facegan-checkpoint"));
  private Future<Checkpoint> newest;

  CheckpointWriter(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * Begins to write the variables as they are now. Waits for the one before, so that at most one
   * copy of the variables is held.
   */
  void begin(GanSession session, State state) {
    await();
    VariableSnapshot snapshot = session.snapshot();
    newest =
        thread.submit(
            () -> {
              try (snapshot) {
                return checkpoints.write(snapshot, state);
              }
            });
  }

  /** Throws what went wrong with the one being written, if that is known already. */
  void check() {
    if (newest != null && newest.isDone()) {
      await();
    }
  }

  /** Waits until everything is on the disk; returns the newest one written here, or null. */
  Checkpoint await() {
    boolean interrupted = false;
    try {
      while (newest != null) {
        try {
          return newest.get();
        } catch (InterruptedException e) {
          // A half-written checkpoint is finished first; the caller sees the interrupt afterwards.
          interrupted = true;
        } catch (ExecutionException e) {
          newest = null;
          throw Thrown.unchecked(e.getCause());
        }
      }
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As {@link #await}, and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    await();
  }
}
