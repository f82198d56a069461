package io.facegan.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListeningFilterTest {
  private static final int PATIENCE_MILLIS = 200;
  private static final String FIRST = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";

  @Test
  @EnabledOnOs(OS.LINUX)
  void wildcard_isHeardAtTheNamedAddressAlone() throws Exception {
    for (String named : List.of(FIRST, SECOND)) {
      String other = named.equals(FIRST) ? SECOND : FIRST;
      try (ServerSocket server = new ServerSocket(0)) {
        assertThat(answers(other, server)).as("before").isTrue();
        assertThat(ListeningFilter.restrict(InetAddress.getByName(named), server.getLocalPort()))
            .isTrue();
        assertThat(answers(named, server)).as(named).isTrue();
        assertThat(answers(other, server)).as(other).isFalse();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void connectionFromBefore_isKeptToItToo() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        Socket before = new Socket(SECOND, server.getLocalPort());
        Socket accepted = server.accept()) {
      before.getOutputStream().write(1);
      assertThat(accepted.getInputStream().read()).isEqualTo(1);
      ListeningFilter.restrict(InetAddress.getByName(FIRST), server.getLocalPort());
      before.getOutputStream().write(2);
      accepted.setSoTimeout(PATIENCE_MILLIS);
      assertThat(readOrSilence(accepted)).isEqualTo(-2);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void severalAddresses_areHeardOfBothKinds() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      InetAddress six = InetAddress.getByName("::1");
      assumeTrue(answers("::1", server), "IPv6 is off here");
      int port = server.getLocalPort();
      assertThat(ListeningFilter.restrict(InetAddress.getByName(FIRST), port)).isTrue();
      assertThat(answers("::1", server)).isFalse();
      assertThat(ListeningFilter.restrict(six, port)).isTrue();
      assertThat(answers("::1", server)).isTrue();
      assertThat(answers(FIRST, server)).isFalse();
      assertThat(ListeningFilter.restrict(List.of(InetAddress.getByName(SECOND), six), port))
          .isTrue();
      assertThat(answers("::1", server)).isTrue();
      assertThat(answers(SECOND, server)).isTrue();
      assertThat(answers(FIRST, server)).isFalse();
    }
  }

  @Test
  void portWithoutASocket_isNotRestricted() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    assertThat(ListeningFilter.restrict(InetAddress.getLoopbackAddress(), port)).isFalse();
  }

  @Test
  @DisabledOnOs(OS.LINUX)
  void otherSystems_sayThatTheyCannot() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(ListeningFilter.restrict(InetAddress.getLoopbackAddress(), server.getLocalPort()))
          .isFalse();
    }
  }

  /** Returns whether somebody listens at an address; dropped packets look like nobody at all. */
  private static boolean answers(String address, ServerSocket server) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, server.getLocalPort()), PATIENCE_MILLIS);
      return true;
    } catch (SocketTimeoutException dropped) {
      return false;
    }
  }

  private static int readOrSilence(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketTimeoutException silence) {
      return -2;
    }
  }
}
