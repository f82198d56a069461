package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What both ends of the channel know of losses. */
public abstract sealed class Channel implements AutoCloseable
    permits ChiefChannel, FollowerChannel {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  final Cluster cluster;
  final Loss loss = new Loss();

  Channel(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Has a thread of the channel tell once of the first loss; at once if there was one. */
  public final void onLost(Runnable listener) {
    loss.tell(listener);
  }

  /** Returns who was lost or failed first, and what to do. */
  public final Optional<FaceGanException> lost() {
    return loss.get();
  }

  /**
   * As {@link #lost()}, but waits for it: TensorFlow may notice that a worker is gone before the
   * channel does.
   */
  public final Optional<FaceGanException> lost(Duration wait) throws InterruptedException {
    return loss.get(wait);
  }

  /** As {@link #lost()}, but waits some seconds; no longer once this thread is interrupted. */
  public final Optional<FaceGanException> lostSoon() {
    try {
      return lost(SOON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lost();
    }
  }

  /**
   * Tells all others that this worker ends, unless it was ended before.
   *
   * @param why in a line; they add this worker's name
   */
  public abstract void fail(String why);

  final String name(int task) {
    return Workers.name(cluster, task);
  }

  /** Waits until the others have heard what was said last, but not for long, and closes. */
  final void close(Collection<Connection> connections) {
    Duration patience = cluster.timeout().compareTo(FAREWELL) < 0 ? cluster.timeout() : FAREWELL;
    long deadline = System.nanoTime() + patience.toNanos();
    List<Connection> leaving = List.copyOf(connections);
    leaving.forEach(Connection::endOutput);
    leaving.forEach(connection -> connection.close(deadline));
  }

  @Override
  public abstract void close();
}
