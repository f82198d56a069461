package io.facegan.internal.util;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of loopback that nobody has. */
public final class FreePorts {
  /** Returns so many in a row, with one more free behind them. */
  public static int[] find(int count) throws IOException {
    while (true) {
      int first;
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        first = any.getLocalPort();
      }
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        ports[i] = first + i;
      }
      if (areFree(first, count + 1)) {
        return ports;
      }
    }
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket tried = new ServerSocket(port)) {
        tried.getLocalPort();
      } catch (IOException | IllegalArgumentException taken) {
        return false;
      }
    }
    return true;
  }

  private FreePorts() {}
}
