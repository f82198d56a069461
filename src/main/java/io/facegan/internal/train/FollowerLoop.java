package io.facegan.internal.train;

import io.facegan.internal.cluster.FollowerChannel;
import io.facegan.internal.cluster.Order;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.runtime.DeviceFailures;

/**
 * The loop of a worker that is not the first: it makes the steps that the first one orders, on its
 * own share of each batch, and keeps nothing.
 */
public final class FollowerLoop {
  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final FollowerChannel channel;
  private StepSchedule schedule;
  private long steps;
  private boolean interrupted;

  public FollowerLoop(
      TrainingOptions options, GanSession session, PackedImages images, FollowerChannel channel) {
    this.options = options;
    this.session = session;
    this.images = images;
    this.channel = channel;
  }

  /**
   * Follows until the first worker ends the training. An interrupt of the thread asks it to, and
   * stays set.
   *
   * @return the number of steps that the run has made
   * @throws RuntimeException if a step fails; the channel knows whether because another worker is
   *     lost
   */
  public long run() {
    channel.onLost(session::cancel);
    try {
      Order order = next();
      while (order.kind() != Order.Kind.END) {
        follow(order);
        order = next();
      }
      return steps;
    } catch (RuntimeException failure) {
      if (channel.lostSoon().isPresent()) {
        throw failure;
      }
      throw DeviceFailures.explained(
          failure, session.placement(), () -> "the first worker has the run folder");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Order next() {
    while (true) {
      try {
        return channel.next();
      } catch (InterruptedException e) {
        interrupted = true;
        channel.requestStop();
      }
    }
  }

  private void follow(Order order) {
    switch (order.kind()) {
      case BEGIN -> schedule = StepSchedule.of(order.attempt(), options, images, session);
      case HAND_OVER -> session.handOver();
      case STEP -> {
        session.step(step -> schedule.batch(step).pixels(), order.step());
        steps = order.step() + 1;
      }
      case END -> throw new IllegalStateException("the end is no order to follow");
    }
  }
}
