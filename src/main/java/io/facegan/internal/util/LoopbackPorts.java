package io.facegan.internal.util;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine that nobody has. */
public final class LoopbackPorts {
  /** Below those that systems give to outgoing connections, any of which may take one. */
  private static final int FIRST = 10_000;

  private static final int END = 30_000;

  /** Returns addresses of loopback with free ports in a row; the one after them is free too. */
  public static List<String> free(int count) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (IntStream.rangeClosed(first, first + count).allMatch(LoopbackPorts::isFree)) {
        return IntStream.range(first, first + count).mapToObj(i -> "127.0.0.1:" + i).toList();
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private LoopbackPorts() {}
}
