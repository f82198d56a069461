package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.Order.Kind;
import io.facegan.runtime.Cluster;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A follower's end of the channel: it gets the chief's orders, and learns when any worker is gone.
 *
 * <p>One thread takes orders. Any thread may ask for losses, request a stop, fail and close.
 */
public final class FollowerChannel extends Channel {
  private final Connection connection;
  private final Queue<Order> orders = new ArrayDeque<>();
  private ObjectNode answer;
  private String endedBefore;
  private Facts chief = Facts.NONE;
  private Facts agreed;
  private boolean stopRequested;

  private FollowerChannel(Cluster cluster, Connection connection) {
    super(cluster);
    this.connection = connection;
  }

  /**
   * Joins the chief, and waits until all workers have. A chief that is not there yet, or that goes
   * and comes again meanwhile, is tried until the cluster's time for joining is over.
   *
   * @param mine what it must have as the chief has it; the chief may have more
   * @throws FaceGanException if the chief is not found, or what it refuses with
   * @throws InterruptedException if this thread is interrupted; the chief is told that it was
   *     stopped
   */
  public static FollowerChannel join(Cluster cluster, Facts mine) throws InterruptedException {
    // Who is told a wrong number should not take the right one's place.
    ClusterAddress.own(cluster);
    return new Joining(cluster, mine).join();
  }

  /** Says hello on a connection, and waits for an answer. */
  static FollowerChannel begin(Cluster cluster, Connection connection, Facts mine)
      throws IOException {
    FollowerChannel channel = new FollowerChannel(cluster, connection);
    connection.write(Message.hello(cluster.task(), mine.with(cluster)));
    connection.start(cluster.timeout(), channel.new Chief());
    return channel;
  }

  /**
   * Waits for the chief's answer.
   *
   * @return nothing if this is a worker now, else why it is not yet
   * @throws FaceGanException what the chief refuses with
   */
  synchronized Optional<String> refusal() throws InterruptedException {
    while (answer == null && endedBefore == null) {
      wait();
    }
    if (answer == null) {
      return Optional.of(endedBefore);
    }
    return switch (Message.type(answer)) {
      case Message.WELCOME -> Optional.empty();
      case Message.BUSY ->
          Optional.of("it is at work with another process as worker " + cluster.task());
      default -> throw new FaceGanException(Message.line(answer));
    };
  }

  /** What the chief says. */
  private final class Chief implements Connection.Listener {
    @Override
    public void received(ObjectNode message) {
      synchronized (FollowerChannel.this) {
        FollowerChannel.this.received(message);
        FollowerChannel.this.notifyAll();
      }
      if (loss.get().isPresent()) {
        loss.announce();
      }
    }

    @Override
    public void ended(String why) {
      synchronized (FollowerChannel.this) {
        if (answer == null) {
          endedBefore = why;
        } else {
          loss.set(Loss.gone(name(0), why));
        }
        FollowerChannel.this.notifyAll();
      }
      loss.announce();
    }
  }

  private void received(ObjectNode message) {
    switch (Message.type(message)) {
      case Message.WELCOME, Message.REFUSED, Message.BUSY -> {
        answer = message;
        chief = Facts.of(message.path("facts"));
      }
      case Message.FACTS -> agreed = Facts.of(message.path("facts"));
      case Message.LOST, Message.FAIL -> loss.set(Message.line(message));
      case Message.ORDER -> {
        Order order = Order.of(message);
        orders.add(order);
        if (order.kind() == Kind.END) {
          loss.end();
        }
      }
      default -> throw new IllegalArgumentException(Message.type(message));
    }
  }

  /** Returns the facts that the chief gave to {@link ChiefChannel#open}, and those of the room. */
  public synchronized Facts chief() {
    return chief;
  }

  /**
   * Tells the chief more facts, and waits until it has compared those of all.
   *
   * @return the chief's own, which may be more
   * @throws FaceGanException if this or another follower differs from the chief, or one was lost
   */
  public Facts agree(Facts mine) throws InterruptedException {
    loss.check();
    connection.tell(Message.of(Message.FACTS, mine));
    Facts chiefs;
    synchronized (this) {
      while (agreed == null && loss.get().isEmpty() && !loss.isOver()) {
        wait();
      }
      chiefs = agreed;
      agreed = null;
    }
    loss.check();
    if (chiefs == null) {
      throw new IllegalStateException("the channel is closed");
    }
    return chiefs;
  }

  /**
   * Waits for the chief's next order. {@link Kind#END} is the last. After {@link #requestStop} it
   * is to be waited for, and an interrupt, which wants the same, has no effect.
   *
   * @throws FaceGanException if a worker was lost or has failed
   * @throws IllegalStateException after the last order, or when closed
   */
  public Order next() throws InterruptedException {
    Order order;
    synchronized (this) {
      while (orders.isEmpty() && loss.get().isEmpty() && !loss.isOver()) {
        try {
          wait();
        } catch (InterruptedException e) {
          if (!stopRequested) {
            throw e;
          }
        }
      }
      order = orders.poll();
    }
    loss.check();
    if (order == null) {
      throw new IllegalStateException("there is no order after the last");
    }
    return order;
  }

  /** Asks the chief to end the training after this step. */
  public void requestStop() {
    synchronized (this) {
      stopRequested = true;
    }
    connection.tell(Message.of(Message.STOP));
  }

  /**
   * Tells the chief, and by it all others, that this worker ends, unless it was ended before. Close
   * it then.
   *
   * @param why in a line; they add this worker's name
   */
  @Override
  public void fail(String why) {
    if (loss.get().isEmpty() && !loss.isOver()) {
      loss.end();
      connection.tell(Message.of(Message.FAIL, why));
    }
  }

  /** Ends it, for the others as a loss unless the chief has ended or they were told why. */
  @Override
  public void close() {
    loss.end();
    synchronized (this) {
      notifyAll();
    }
    close(List.of(connection));
  }
}
