package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker listens.
 *
 * @param worker its name in messages
 * @param hosts the addresses of this machine that its host's name stands for, at least one; the
 *     channel listens at the first
 * @param port the one named, for TensorFlow's server
 */
public record ClusterAddress(String worker, List<InetAddress> hosts, int port) {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterAddress.class);

  /** A name in Kubernetes is known some seconds after its pod has started. */
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(60);

  private static final int LAST_PORT = 65_535;
  private static final int PAUSE_MILLIS = 200;

  /**
   * Returns the address of this process in a cluster. A name that is not known yet is tried again
   * for up to a minute, within the cluster's time for joining.
   *
   * @throws FaceGanException if the name of its host stays unknown or is that of another machine,
   *     or if of several machines some would be called by a loopback address
   */
  public static ClusterAddress own(Cluster cluster) throws InterruptedException {
    String worker = Workers.name(cluster, cluster.task());
    List<InetAddress> named = resolve(cluster, worker);
    checkLoopback(cluster, named);
    List<InetAddress> own = new ArrayList<>(named);
    own.removeIf(address -> !isOfThisMachine(address));
    if (own.isEmpty()) {
      throw new FaceGanException(
          "%s is not on this machine: its host stands for %s, which none of the network interfaces here has; is --task %d right?"
              .formatted(worker, text(named), cluster.task()));
    }
    return new ClusterAddress(worker, own, Workers.port(cluster, cluster.task()));
  }

  private static List<InetAddress> resolve(Cluster cluster, String worker)
      throws InterruptedException {
    Duration patience =
        cluster.joinTimeout().compareTo(LONGEST_SEARCH) < 0
            ? cluster.joinTimeout()
            : LONGEST_SEARCH;
    long end = System.nanoTime() + patience.toNanos();
    String host = Workers.host(cluster, cluster.task());
    boolean told = false;
    while (true) {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException unknown) {
        if (System.nanoTime() >= end) {
          throw new FaceGanException(
              "%s has a host that cannot be resolved: expected a name that DNS or /etc/hosts knows, or an IP address"
                  .formatted(worker),
              unknown);
        }
        if (!told && patience.toSeconds() > 0) {
          LOG.warn(
              "{} has a host that cannot be resolved yet: trying for {}",
              worker,
              Workers.text(patience));
          told = true;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Debian calls a machine 127.0.1.1 by its own name, where no other machine finds it. */
  private static void checkLoopback(Cluster cluster, List<InetAddress> own) {
    String loopback = null;
    String network = null;
    for (int i = 0; i < cluster.workers().size(); i++) {
      Optional<InetAddress> address =
          i == cluster.task() ? Optional.of(own.get(0)) : known(Workers.host(cluster, i));
      if (address.isPresent()) {
        String text = Workers.name(cluster, i) + " is " + address.get().getHostAddress();
        if (address.get().isLoopbackAddress()) {
          loopback = loopback == null ? text : loopback;
        } else {
          network = network == null ? text : network;
        }
      }
    }
    if (loopback != null && network != null) {
      throw new FaceGanException(
          "%s here, which no other machine can reach, but %s: name the address that it has in the network, or mend /etc/hosts"
              .formatted(loopback, network));
    }
  }

  private static Optional<InetAddress> known(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException notYet) {
      return Optional.empty();
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress(address, 0));
      return !address.isAnyLocalAddress();
    } catch (IOException elsewhere) {
      return false;
    }
  }

  private static String text(List<InetAddress> addresses) {
    return Workers.all(addresses.stream().map(InetAddress::getHostAddress).toList());
  }

  /** Returns the first of the host's addresses. */
  public InetAddress host() {
    return hosts.get(0);
  }

  /**
   * Sees whether TensorFlow's server, which listens at all addresses of the machine, can have the
   * port.
   *
   * @throws FaceGanException if it is taken
   */
  public void checkPortFree() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(port));
    } catch (IOException taken) {
      throw new FaceGanException(
          "port %d of %s cannot be had (%s): end the program that has it, or give the worker another port"
              .formatted(port, worker, taken.getMessage()),
          taken);
    }
  }

  /**
   * Returns the port of the chief's channel: the one after the highest that is named for its host.
   *
   * @throws FaceGanException if there is none
   */
  static int controlPort(Cluster cluster) {
    int highest = 0;
    for (int i = 0; i < cluster.workers().size(); i++) {
      if (Workers.host(cluster, i).equalsIgnoreCase(Workers.host(cluster, 0))) {
        highest = Math.max(highest, Workers.port(cluster, i));
      }
    }
    if (highest >= LAST_PORT) {
      throw new FaceGanException(
          "%s or another worker of its host has port %d, and the chief's channel needs the one after it: give lower ports"
              .formatted(Workers.name(cluster, 0), LAST_PORT));
    }
    return highest + 1;
  }
}
