package io.facegan.internal.cluster;

import io.facegan.runtime.Cluster;
import java.time.Duration;
import java.util.List;

/** How messages call the workers of a cluster, and times. */
final class Workers {
  /** Returns the worker's number and address, for example {@code worker 2 (host:2222)}. */
  static String name(Cluster cluster, int task) {
    return "worker " + task + " (" + cluster.workers().get(task) + ")";
  }

  static String host(Cluster cluster, int task) {
    String address = cluster.workers().get(task);
    return address.substring(0, address.lastIndexOf(':'));
  }

  static int port(Cluster cluster, int task) {
    String address = cluster.workers().get(task);
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Returns {@code 90 s} or {@code 250 ms}. */
  static String text(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** Returns {@code a, b and c}. */
  static String all(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private Workers() {}
}
