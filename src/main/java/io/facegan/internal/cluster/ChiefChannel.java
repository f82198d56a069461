package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.Order.Kind;
import io.facegan.internal.util.Text;
import io.facegan.runtime.Cluster;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chief's end of the channel: it gathers all workers, tells them what to do, and notices when
 * one is gone, which all others are then told.
 *
 * <p>One thread gives orders. Any thread may ask for losses, fail and close.
 */
public final class ChiefChannel extends Channel {
  private final Gathering workers;
  private final Map<Integer, Facts> heard = new TreeMap<>();
  private Reception reception;
  private Runnable onStop;
  private boolean stopRequested;

  private ChiefChannel(Cluster cluster, Facts facts) {
    super(cluster);
    workers = new Gathering(cluster, facts, new Others());
  }

  /**
   * Listens, and waits until all other workers have joined. Where one cannot, all are told why.
   *
   * @param mine what all must have alike; besides, the versions, the list of workers and what
   *     gradients travel as are compared
   * @throws FaceGanException if workers are missing after the cluster's time for joining, one
   *     differs, two have the same number, one fails, or the own address or its port cannot be had
   * @throws InterruptedException if this thread is interrupted; the others are told that it was
   *     stopped
   */
  public static ChiefChannel open(Cluster cluster, Facts mine) throws InterruptedException {
    ClusterAddress own = ClusterAddress.own(cluster);
    int port = ClusterAddress.controlPort(cluster);
    ChiefChannel channel = new ChiefChannel(cluster, mine.with(cluster));
    try {
      channel.reception = Reception.open(own, port, cluster.timeout(), channel.workers::arrived);
      channel.workers.await();
      return channel;
    } catch (FaceGanException e) {
      channel.dismiss(e.getMessage());
      throw e;
    } catch (InterruptedException e) {
      channel.dismiss(Loss.failed(channel.name(0), Loss.STOPPED));
      throw e;
    }
  }

  private void dismiss(String line) {
    workers.dismiss(line);
    close();
  }

  /** What the others say. */
  private final class Others implements Gathering.Owner {
    @Override
    public void received(int task, ObjectNode message) {
      switch (Message.type(message)) {
        case Message.FAIL ->
            lose(task, Loss.failed(name(task), Text.oneLine(Message.line(message))));
        case Message.FACTS -> heard(task, Facts.of(message.path("facts")));
        case Message.STOP -> stopRequested();
        default -> throw new IllegalArgumentException(Message.type(message));
      }
    }

    @Override
    public void gone(int task, String why) {
      lose(task, Loss.gone(name(task), why));
    }
  }

  private synchronized void heard(int task, Facts theirs) {
    heard.put(task, theirs);
    notifyAll();
  }

  private void stopRequested() {
    Runnable asked;
    synchronized (this) {
      stopRequested = true;
      asked = onStop;
      onStop = null;
    }
    if (asked != null) {
      asked.run();
    }
  }

  private void lose(int task, String line) {
    if (loss.set(line)) {
      Map<Integer, Connection> others = workers.members();
      Connection lost = others.remove(task);
      others.values().forEach(one -> one.tell(Message.of(Message.LOST, line)));
      synchronized (this) {
        notifyAll();
      }
      loss.announce();
      lost.tell(Message.of(Message.LOST, line));
    }
  }

  /**
   * Waits until all others have named facts too, by {@link FollowerChannel#agree}, and compares
   * them. There is no limit to the time, as long as all are alive.
   *
   * @throws FaceGanException if one differs, which all are told, or was lost
   */
  public void agree(Facts mine) throws InterruptedException {
    Map<Integer, Facts> theirs;
    synchronized (this) {
      while (heard.size() < cluster.workers().size() - 1 && loss.get().isEmpty()) {
        wait();
      }
      theirs = new TreeMap<>(heard);
      heard.clear();
    }
    loss.check();
    for (Map.Entry<Integer, Facts> one : theirs.entrySet()) {
      Optional<String> difference = mine.difference(one.getValue(), name(one.getKey()), name(0));
      if (difference.isPresent()) {
        end(difference.get());
        throw new FaceGanException(difference.get());
      }
    }
    workers.tellAll(Message.of(Message.FACTS, mine));
  }

  /**
   * Gives all others an order; they get all of them in this sequence. After {@link Kind#END} nobody
   * is lost any more.
   *
   * @throws FaceGanException if a worker was lost
   */
  public void order(Order order) {
    loss.check();
    if (order.kind() == Kind.END) {
      loss.end();
      workers.tellAll(order.json());
      return;
    }
    workers
        .members()
        .forEach(
            (task, connection) -> {
              try {
                connection.write(order.json());
              } catch (IOException e) {
                lose(task, Loss.gone(name(task), "its connection broke, " + e.getMessage()));
              }
            });
    loss.check();
  }

  /** Has a thread of the channel tell once that a follower asks to stop; at once if one did. */
  public void onStopRequested(Runnable listener) {
    boolean asked;
    synchronized (this) {
      onStop = listener;
      asked = stopRequested;
    }
    if (asked) {
      stopRequested();
    }
  }

  /**
   * Tells all others that the chief ends, unless it was ended before. Close it then.
   *
   * @param why in a line; they add the chief's name
   */
  @Override
  public void fail(String why) {
    end(Loss.failed(name(0), why));
  }

  private void end(String line) {
    if (loss.get().isEmpty() && !loss.isOver()) {
      loss.end();
      workers.tellAll(Message.of(Message.FAIL, line));
    }
  }

  /**
   * Ends it, for the others as a loss unless they were told why; waits until they have heard it.
   */
  @Override
  public void close() {
    loss.end();
    if (reception != null) {
      reception.close();
    }
    close(workers.all());
  }
}
