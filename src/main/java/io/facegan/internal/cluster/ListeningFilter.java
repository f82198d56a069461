package io.facegan.internal.cluster;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.facegan.internal.util.UserHome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a socket that listens at all addresses of the machine hear those alone that it is to have.
 * TensorFlow's server can listen at no other place, and runs for anybody who reaches it whatever it
 * is sent. Linux runs a small program on each packet for the socket, which needs no privileges.
 */
public final class ListeningFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ListeningFilter.class);
  private static final Path SELF = Path.of("/proc/self");
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;

  /** More would not fit into the program's jumps and its length. */
  private static final int MOST_ADDRESSES = 32;

  /**
   * Restricts the sockets of this process with a local port: packets for other addresses than the
   * one named are dropped as if nobody listened there. Connections made before are kept to it too.
   *
   * @return whether that was possible; not on macOS and Windows, and not where there is no such
   *     socket
   */
  public static boolean restrict(InetAddress named, int port) {
    return restrict(List.of(named), port);
  }

  /** As {@link #restrict(InetAddress, int)}, with several addresses. */
  public static boolean restrict(List<InetAddress> named, int port) {
    if (!Platform.isLinux() || named.size() > MOST_ADDRESSES) {
      return false;
    }
    try {
      List<Integer> files = files(port);
      // JNA unpacks its library into the user's folder.
      UserHome.prepare();
      byte[] program = new PacketProgram().addresses(named).end();
      for (int file : files) {
        if (!attach(file, program)) {
          return false;
        }
      }
      return !files.isEmpty();
    } catch (IOException | LinkageError e) {
      LOG.debug("the sockets of port {} cannot be restricted", port, e);
      return false;
    }
  }

  private static boolean attach(int file, byte[] program) {
    try (Memory code = new Memory(program.length);
        Memory header = new Memory(2L * Native.POINTER_SIZE)) {
      code.write(0, program, 0, program.length);
      header.clear();
      header.setShort(0, (short) (program.length / PacketProgram.INSTRUCTION_BYTES));
      header.setPointer(Native.POINTER_SIZE, code);
      return setOption(file, header) == 0;
    }
  }

  private static int setOption(int file, Pointer header) {
    return Function.getFunction("c", "setsockopt")
        .invokeInt(
            new Object[] {file, SOL_SOCKET, SO_ATTACH_FILTER, header, 2 * Native.POINTER_SIZE});
  }

  /** Returns the numbers of this process's open files that are sockets with this local port. */
  private static List<Integer> files(int port) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      if (Files.exists(SELF.resolve(table))) {
        for (String line : Files.readAllLines(SELF.resolve(table))) {
          String[] columns = line.strip().split("\\s+");
          if (columns.length > 9 && columns[1].endsWith(":%04X".formatted(port))) {
            sockets.add("socket:[" + columns[9] + "]");
          }
        }
      }
    }
    List<Integer> files = new ArrayList<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(SELF.resolve("fd"))) {
      for (Path file : open) {
        if (sockets.contains(target(file))) {
          files.add(Integer.parseInt(file.getFileName().toString()));
        }
      }
    }
    return files;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private ListeningFilter() {}
}
