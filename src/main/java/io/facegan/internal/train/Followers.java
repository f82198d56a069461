package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.ChiefChannel;
import io.facegan.internal.cluster.Order;
import java.util.function.Supplier;

/** The other workers of a training, as its first one sees them; none of a training alone. */
public final class Followers {
  public static final Followers NONE = new Followers(null);

  private final ChiefChannel channel;

  /**
   * @param channel to workers that have joined
   */
  public Followers(ChiefChannel channel) {
    this.channel = channel;
  }

  /**
   * Begins to listen to them.
   *
   * @param stop called when one of them asks for the end
   * @param cancel called when one of them is lost, to end a step that waits for it
   */
  void begin(Runnable stop, Runnable cancel) {
    if (channel != null) {
      channel.onStopRequested(stop);
      channel.onLost(cancel);
    }
  }

  void order(Order order) {
    if (channel != null) {
      channel.order(order);
    }
  }

  /** Tells them that the training has ended as it should. */
  void end() {
    order(Order.end());
  }

  /**
   * Finds out whether a failure is that of a lost worker, which TensorFlow often sees first, but
   * not of which.
   *
   * @param newest says which checkpoint is the newest
   * @throws FaceGanException if one is lost
   */
  void checkNoneIsLost(RuntimeException failure, Supplier<String> newest) {
    if (channel == null) {
      return;
    }
    channel
        .lostSoon()
        .ifPresent(
            lost -> {
              FaceGanException named =
                  new FaceGanException("%s (%s)".formatted(lost.getMessage(), newest.get()), lost);
              if (failure != lost) {
                named.addSuppressed(failure);
              }
              throw named;
            });
  }
}
