package io.facegan.internal.report;

import java.io.Console;
import java.io.PrintStream;

/** Tells terminals from files and pipes. */
final class Terminals {
  /** Returns whether a stream is one of the standard streams of a program run in a terminal. */
  static boolean isTerminal(PrintStream out) {
    return (out == System.out || out == System.err) && isTerminal(System.console());
  }

  // Some Java releases after 21 have a console without a terminal and a method to ask it with.
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private Terminals() {}
}
