package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.runtime.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;

/** The workers that come to the chief. Until all are there, one may go and come again. */
final class Gathering {
  /** Is told of those who belong to it, once all are there. */
  interface Owner {
    void received(int task, ObjectNode message);

    void gone(int task, String why);
  }

  private final Cluster cluster;
  private final Facts facts;
  private final Owner owner;

  /** Those that belong to it, by their numbers. */
  private final Map<Integer, Connection> members = new TreeMap<>();

  /** Also those that were sent away and have not gone yet. */
  private final Set<Connection> all = new CopyOnWriteArraySet<>();

  private boolean begun;
  private String refusal;

  Gathering(Cluster cluster, Facts facts, Owner owner) {
    this.cluster = cluster;
    this.facts = facts;
    this.owner = owner;
  }

  /**
   * Waits until all are there.
   *
   * @throws FaceGanException if some are missing in the end, or one cannot be taken
   */
  synchronized void await() throws InterruptedException {
    long end = System.nanoTime() + cluster.joinTimeout().toNanos();
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
    tellAll(Message.of(Message.WELCOME, facts));
  }

  private List<String> missing() {
    return IntStream.range(1, cluster.workers().size())
        .filter(task -> !members.containsKey(task))
        .mapToObj(this::name)
        .toList();
  }

  /** Sends all away who are there or still come. */
  synchronized void dismiss(String line) {
    refusal = line;
    tellAll(Message.of(Message.REFUSED, line));
  }

  /** Takes somebody who says hello, or not. */
  synchronized void arrived(Connection connection, ObjectNode hello) {
    int task = hello.path("task").asInt(-1);
    Facts theirs = Facts.of(hello.path("facts"));
    if (task < 0 || !theirs.areOfAWorker()) {
      connection.close();
      return;
    }
    all.add(connection);
    if (begun || refusal != null) {
      connection.tell(begun ? Message.of(Message.BUSY) : Message.of(Message.REFUSED, refusal));
      connection.start(cluster.timeout(), new Member(task, connection));
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
  private final class Member implements Connection.Listener {
    private final int task;
    private final Connection connection;

    Member(int task, Connection connection) {
      this.task = task;
      this.connection = connection;
    }

    @Override
    public void received(ObjectNode message) {
      if (takesPart(message)) {
        owner.received(task, message);
      }
    }

    @Override
    public void ended(String why) {
      all.remove(connection);
      if (tookPart()) {
        owner.gone(task, why);
      }
    }

    private boolean takesPart(ObjectNode message) {
      synchronized (Gathering.this) {
        boolean member = members.get(task) == connection;
        if (member && !begun && Message.type(message).equals(Message.FAIL)) {
          refusal = Loss.failed(name(task), Text.oneLine(Message.line(message)));
          Gathering.this.notifyAll();
        }
        return member && begun;
      }
    }

    private boolean tookPart() {
      synchronized (Gathering.this) {
        if (members.get(task) != connection) {
          return false;
        }
        if (!begun) {
          members.remove(task);
        }
        return begun;
      }
    }
  }

  synchronized Map<Integer, Connection> members() {
    return new TreeMap<>(members);
  }

  Set<Connection> all() {
    return all;
  }

  void tellAll(ObjectNode message) {
    all.forEach(connection -> connection.tell(message));
  }

  private String name(int task) {
    return Workers.name(cluster, task);
  }
}
