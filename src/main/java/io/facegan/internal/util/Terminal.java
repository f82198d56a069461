package io.facegan.internal.util;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The terminal behind a standard stream. Java's {@code System.console()} only says whether input
 * and output both have one, and not how wide it is.
 */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  /** Whose lines cannot be written over. */
  private static final Set<String> WITHOUT_CURSOR = Set.of("dumb", "unknown");

  private static IntFunction<OptionalInt> system;

  /**
   * {@code ioctl} has a variable number of arguments, which some processors pass in another way.
   */
  interface Libc extends Library {
    int ioctl(int file, NativeLong request, Object... arguments);
  }

  /**
   * Returns how many columns the terminal of a stream has at this moment; nothing where a line that
   * is drawn over and over would be a nuisance: in a file, a pipe, the log of a build, or a
   * terminal that cannot do it.
   */
  public static OptionalInt columns(PrintStream stream) {
    int file = stream == System.out ? 1 : stream == System.err ? 2 : -1;
    if (file < 0 || !canRedraw(System.getenv())) {
      return OptionalInt.empty();
    }
    try {
      OptionalInt found = system().apply(file);
      return found.isPresent() ? OptionalInt.of(usable(found.getAsInt(), System.getenv())) : found;
    } catch (LinkageError noLibrary) {
      return OptionalInt.empty();
    }
  }

  /** Build services set {@code CI}, and keep the output of their terminals as a log. */
  static boolean canRedraw(Map<String, String> environment) {
    String ci = environment.getOrDefault("CI", "");
    return (ci.isEmpty() || ci.equals("false"))
        && !WITHOUT_CURSOR.contains(environment.getOrDefault("TERM", ""));
  }

  /** A terminal over a serial line does not know its width. */
  static int usable(int columns, Map<String, String> environment) {
    if (columns > 0) {
      return columns;
    }
    String said = environment.getOrDefault("COLUMNS", "");
    return said.matches("[1-9]\\d{0,3}") ? Integer.parseInt(said) : USUAL_COLUMNS;
  }

  /** Returns what knows the columns of a file: made once, for a bar asks each time it is drawn. */
  private static synchronized IntFunction<OptionalInt> system() {
    if (system == null) {
      // JNA unpacks its library into the user's folder.
      UserHome.prepare();
      if (Platform.isWindows()) {
        system = Terminal::windowsColumns;
      } else {
        Libc libc = Native.load(Platform.C_LIBRARY_NAME, Libc.class);
        system = file -> unixColumns(libc, file);
      }
    }
    return system;
  }

  private static OptionalInt unixColumns(Libc libc, int file) {
    long request = Platform.isLinux() ? 0x5413 : 0x40087468;
    // Four numbers of 16 bits: rows, columns, and the same in pixels.
    try (Memory size = new Memory(8)) {
      int status = libc.ioctl(file, new NativeLong(request), size);
      return status == 0 ? OptionalInt.of(size.getShort(2) & 0xFFFF) : OptionalInt.empty();
    }
  }

  private static OptionalInt windowsColumns(int file) {
    Pointer console =
        Function.getFunction("kernel32", "GetStdHandle").invokePointer(new Object[] {-10 - file});
    // Where its window begins and ends is at bytes 10 and 14.
    try (Memory screen = new Memory(22)) {
      int known =
          Function.getFunction("kernel32", "GetConsoleScreenBufferInfo")
              .invokeInt(new Object[] {console, screen});
      return known == 0
          ? OptionalInt.empty()
          : OptionalInt.of(screen.getShort(14) - screen.getShort(10) + 1);
    }
  }

  private Terminal() {}
}
