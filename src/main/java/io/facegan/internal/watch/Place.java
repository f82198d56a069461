package io.facegan.internal.watch;

import com.sun.net.httpserver.HttpServer;
import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param address name or number, null for this machine alone
 * @param port 0 for any that is free
 * @param firm whether another port will not do
 */
public record Place(String address, int port, boolean firm) {
  /** The port if none is said and it is free. */
  public static final int DEFAULT_PORT = 7007;

  private static final int WAITING_CONNECTIONS = 16;

  /** Returns a server that has its port, but does not answer yet. */
  HttpServer bind() {
    InetAddress at = resolved();
    try {
      try {
        return HttpServer.create(new InetSocketAddress(at, port), WAITING_CONNECTIONS);
      } catch (BindException taken) {
        if (firm || !isTaken(taken)) {
          throw taken;
        }
        return HttpServer.create(new InetSocketAddress(at, 0), WAITING_CONNECTIONS);
      }
    } catch (BindException e) {
      throw new FaceGanException(
          isTaken(e)
              ? ("port %d of %s is taken by another program: give another one, or 0 for any that"
                      + " is free")
                  .formatted(port, at.getHostAddress())
              : ("port %d of %s cannot be had (%s): give an address of this machine and a port"
                      + " from 1024 on")
                  .formatted(port, at.getHostAddress(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new FaceGanException(
          "port %d of %s cannot be had (%s)".formatted(port, at.getHostAddress(), e.getMessage()),
          e);
    }
  }

  private static boolean isTaken(BindException e) {
    return String.valueOf(e.getMessage()).contains("in use");
  }

  private InetAddress resolved() {
    try {
      return address == null ? InetAddress.getByName("127.0.0.1") : InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new FaceGanException(
          "address %s is not known: give one of this machine's, as a number or a name"
              .formatted(address),
          e);
    }
  }
}
