package io.facegan.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * What TensorFlow's native library writes to standard error. Most of it heeds an environment
 * variable. What goes through the library Abseil does not, and says in each process that a graph
 * pass is off.
 */
final class NativeLog {
  /** The environment variable; TensorFlow reads it while it is loaded. */
  static final String LEVEL = "TF_CPP_MIN_LOG_LEVEL";

  private static final int STANDARD_ERROR = 2;
  private static final int OWN_FILE = 0600;

  private static final Pattern NOTE =
      Pattern.compile("I\\d{4} .*|WARNING: All log messages before absl::InitializeLog\\(\\) .*");

  /** Runs the smallest graph there is, as {@link #withoutNotes}. */
  static void withoutNotesOfTheFirstRun() {
    withoutNotes(NativeLog::run);
  }

  /**
   * Does something, and passes on what is written to standard error meanwhile, except for notes.
   * The process's standard error is elsewhere for that time, so this is for a program of one's own.
   * Where it cannot be elsewhere, the notes are shown: they do no harm.
   */
  static void withoutNotes(Runnable work) {
    Optional<Path> file = elsewhere();
    if (file.isEmpty()) {
      work.run();
      return;
    }
    try {
      runCaught(file.get(), work);
    } finally {
      passOn(file.get());
    }
  }

  private static Optional<Path> elsewhere() {
    if (Platform.isWindows() || !reachesLibc()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TemporaryFiles.file(".log"));
    } catch (IOException | FaceGanException noRoom) {
      return Optional.empty();
    }
  }

  private static void passOn(Path file) {
    try {
      pass(Files.readString(file, Charset.defaultCharset()));
      Files.deleteIfExists(file);
    } catch (IOException gone) {
      // Then there is nothing to pass on.
    }
  }

  /** Returns whether JNA could unpack its library, for which there may be no room. */
  private static boolean reachesLibc() {
    try {
      Function.getFunction("c", "dup");
      return true;
    } catch (LinkageError noLibrary) {
      return false;
    }
  }

  private static void runCaught(Path file, Runnable work) {
    System.err.flush();
    int console = libc("dup", STANDARD_ERROR);
    int caught = libc("creat", file.toString(), OWN_FILE);
    if (console < 0 || caught < 0) {
      libc("close", console);
      libc("close", caught);
      work.run();
      return;
    }
    try {
      libc("dup2", caught, STANDARD_ERROR);
      work.run();
    } finally {
      System.err.flush();
      libc("dup2", console, STANDARD_ERROR);
      libc("close", caught);
      libc("close", console);
    }
  }

  private static void run() {
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionConfig.onCpu())) {
      session.runner().fetch(Ops.create(graph).constant(0f)).run().close();
    }
  }

  /** Prints the lines of a text that are no notes. */
  static void pass(String text) {
    text.lines().filter(line -> !NOTE.matcher(line).matches()).forEach(System.err::println);
  }

  private static int libc(String function, Object... arguments) {
    return Function.getFunction("c", function).invokeInt(arguments);
  }

  private NativeLog() {}
}
