package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the chief, which may not be there yet. */
final class Joining {
  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
  private static final int CONNECT_MILLIS = 2000;
  private static final int FIRST_PAUSE_MILLIS = 20;
  private static final int LAST_PAUSE_MILLIS = 500;

  private final Cluster cluster;
  private final Facts mine;
  private final int port;
  private String why;
  private boolean told;

  Joining(Cluster cluster, Facts mine) {
    this.cluster = cluster;
    this.mine = mine;
    port = ClusterAddress.controlPort(cluster);
  }

  FollowerChannel join() throws InterruptedException {
    long end = System.nanoTime() + cluster.joinTimeout().toNanos();
    int pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Optional<FollowerChannel> channel = attempt();
      if (channel.isPresent()) {
        return channel.get();
      }
      if (System.nanoTime() >= end) {
        throw new FaceGanException(
            "%s could not be joined at %s:%d within %s, at last because %s: start it, and see that its port can be reached from here"
                .formatted(
                    Workers.name(cluster, 0),
                    Workers.host(cluster, 0),
                    port,
                    Workers.text(cluster.joinTimeout()),
                    why));
      }
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LAST_PAUSE_MILLIS);
    }
  }

  /** Returns nothing if it did not work now. */
  private Optional<FollowerChannel> attempt() throws InterruptedException {
    try {
      for (InetAddress address : InetAddress.getAllByName(Workers.host(cluster, 0))) {
        Optional<FollowerChannel> channel = attempt(address);
        if (channel.isPresent()) {
          return channel;
        }
      }
    } catch (UnknownHostException unknown) {
      why = "its host cannot be resolved";
    }
    return Optional.empty();
  }

  private Optional<FollowerChannel> attempt(InetAddress address) throws InterruptedException {
    try {
      FollowerChannel channel = FollowerChannel.begin(cluster, connect(address), mine);
      Optional<String> refusal = refusal(channel);
      if (refusal.isEmpty()) {
        return Optional.of(channel);
      }
      channel.close();
      why = refusal.get();
      if (!told) {
        LOG.warn("{} does not take this worker yet: {}", Workers.name(cluster, 0), why);
        told = true;
      }
    } catch (IOException e) {
      why = e.getMessage();
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(FollowerChannel channel) throws InterruptedException {
    try {
      return channel.refusal();
    } catch (InterruptedException e) {
      channel.fail(Loss.STOPPED);
      channel.close();
      throw e;
    } catch (FaceGanException e) {
      channel.close();
      throw e;
    }
  }

  private Connection connect(InetAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
