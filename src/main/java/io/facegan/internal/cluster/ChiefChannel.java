package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.Order.Kind;
import io.facegan.internal.util.Text;
import io.facegan.runtime.Cluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;

/**
 * The chief's end of the channel: it gathers all workers, tells them what to do, and notices when
 * one is gone, which all others are then told.
 *
 * <p>One thread gives orders. Any thread may ask for losses, fail and close.
 */
public final class ChiefChannel extends Channel {
  private final Facts facts;

  /** Those that belong to it, by their numbers. */
  private final Map<Integer, Connection> members = new TreeMap<>();

  /** Also those that were sent away and have not gone yet. */
  private final Set<Connection> all = new CopyOnWriteArraySet<>();

  private final Map<Integer, Facts> heard = new TreeMap<>();
  private Reception reception;
  private boolean begun;
  private String refusal;
  private Runnable onStop;
  private boolean stopRequested;

  private ChiefChannel(Cluster cluster, Facts facts) {
    super(cluster);
    this.facts = facts;
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
      channel.reception = Reception.open(own, port, cluster.timeout(), channel::arrived);
      channel.gather();
      return channel;
    } catch (FaceGanException e) {
      channel.dismiss(e.getMessage());
      throw e;
    } catch (InterruptedException e) {
      channel.dismiss(Loss.failed(channel.name(0), Loss.STOPPED));
      throw e;
    }
  }

  private void gather() throws InterruptedException {
    long end = System.nanoTime() + cluster.joinTimeout().toNanos();
    synchronized (this) {
      long left = cluster.joinTimeout().toMillis();
      while (refusal == null && !missing().isEmpty() && left > 0) {
        wait(left);
        left = (end - System.nanoTime() + 999_999) / 1_000_000;
      }
      List<String> missing = missing();
      if (refusal == null && !missing.isEmpty()) {
        refusal =
            "%s did not join %s within %s: start all workers, each with its own number"
                .formatted(Workers.all(missing), name(0), Workers.text(cluster.joinTimeout()));
      }
      if (refusal != null) {
        throw new FaceGanException(refusal);
      }
      begun = true;
    }
    tellAll(Message.of(Message.WELCOME, facts));
  }

  private List<String> missing() {
    return IntStream.range(1, cluster.workers().size())
        .filter(task -> !members.containsKey(task))
        .mapToObj(this::name)
        .toList();
  }

  private void dismiss(String line) {
    synchronized (this) {
      refusal = line;
    }
    tellAll(Message.of(Message.REFUSED, line));
    close();
  }

  private synchronized void arrived(Connection connection, ObjectNode hello) {
    int task = hello.path("task").asInt(-1);
    Facts theirs = Facts.of(hello.path("facts"));
    if (task < 0 || !theirs.areOfAWorker()) {
      connection.close();
      return;
    }
    all.add(connection);
    if (begun || refusal != null) {
      connection.start(cluster.timeout(), new Member(task, connection));
      connection.tell(begun ? Message.of(Message.BUSY) : Message.of(Message.REFUSED, refusal));
      connection.endOutput();
      return;
    }
    String name = task < cluster.workers().size() ? name(task) : "worker " + task;
    refusal = facts.difference(theirs, name, name(0)).orElse(null);
    if (refusal == null && (task == 0 || members.containsKey(task))) {
      refusal = "two processes say that they are %s: give each its own number".formatted(name);
    }
    if (refusal == null) {
      members.put(task, connection);
    }
    connection.start(cluster.timeout(), new Member(task, connection));
    notifyAll();
  }

  /** What one connection brings. */
  private record Sender(int task, Connection connection) {}

  private final class Member implements Connection.Listener {
    private final Sender sender;

    Member(int task, Connection connection) {
      sender = new Sender(task, connection);
    }

    @Override
    public void received(ObjectNode message) {
      if (isMember(sender)) {
        switch (Message.type(message)) {
          case Message.FAIL -> failed(sender.task, Text.oneLine(Message.line(message)));
          case Message.FACTS -> heard(sender.task, Facts.of(message.path("facts")));
          case Message.STOP -> stopRequested();
          default -> throw new IllegalArgumentException(Message.type(message));
        }
      }
    }

    @Override
    public void ended(String why) {
      all.remove(sender.connection);
      if (isMember(sender) && !leftBeforeTheBegin(sender.task)) {
        lose(sender.task, Loss.gone(name(sender.task), why));
      }
    }
  }

  private synchronized boolean isMember(Sender sender) {
    return members.get(sender.task) == sender.connection;
  }

  /** Until all are there, a worker may go and come again. */
  private synchronized boolean leftBeforeTheBegin(int task) {
    if (!begun) {
      members.remove(task);
    }
    return !begun;
  }

  private void failed(int task, String why) {
    String line = Loss.failed(name(task), why);
    synchronized (this) {
      if (!begun) {
        refusal = refusal == null ? line : refusal;
        notifyAll();
        return;
      }
    }
    lose(task, line);
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
      Map<Integer, Connection> others = members();
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
    tellAll(Message.of(Message.FACTS, mine));
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
      tellAll(order.json());
      return;
    }
    members()
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
  public void fail(String why) {
    end(Loss.failed(name(0), why));
  }

  private void end(String line) {
    if (loss.get().isEmpty() && !loss.isOver()) {
      loss.end();
      tellAll(Message.of(Message.FAIL, line));
    }
  }

  private void tellAll(ObjectNode message) {
    all.forEach(connection -> connection.tell(message));
  }

  private synchronized Map<Integer, Connection> members() {
    return new TreeMap<>(members);
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
    close(all);
  }
}
