package io.facegan.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.UserHome;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.TensorFlow;

/** The one place that starts TensorFlow's native library. */
public final class TensorFlowRuntime {
  private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  /** In bytes. Handing back less would take longer than a small session lives. */
  public static final long WORTH_A_TRIM = 64L << 20;

  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int KEPT = 1 << 30;

  private static String version;

  private static Notes notes = Notes.FEW;

  /** The resident memory behind the last trim, in bytes. */
  private static long trimmed;

  /** What the native library tells on standard error; warnings and errors it always does. */
  public enum Notes {
    ALL,
    FEW,
    /** For a program of one's own: standard error is elsewhere while it starts. */
    NONE
  }

  /** Chooses what the native library tells; to be called before it is loaded. */
  public static synchronized void tell(Notes chosen) {
    notes = chosen;
  }

  /**
   * Loads the native library, once. Before it starts, settings that it reads only then are made
   * where the user has not made them: oneDNN's kernels are switched on (TensorFlow leaves them off
   * on processors without AVX-512, where they are up to twice as fast for these networks too), each
   * session has threads of its own rather than those that the first session asked for, start-up
   * notes are switched off, JavaCPP's limit of native memory, which knows nothing of TensorFlow's
   * own, is lifted, and the CUDA libraries are loaded if there is a GPU to use them.
   *
   * @return TensorFlow's version
   * @throws FaceGanException if it is not on the class path or does not run here
   */
  public static synchronized String load() {
    if (version == null) {
      UserHome.prepare();
      if (System.getProperty(MEMORY_LIMIT) == null) {
        System.setProperty(MEMORY_LIMIT, "0");
      }
      setIfUnset("TF_ENABLE_ONEDNN_OPTS", "1");
      setIfUnset(NativeLog.LEVEL, notes == Notes.ALL ? "0" : "1");
      setIfUnset("TF_OVERRIDE_GLOBAL_THREADPOOL", "1");
      // Else batch norm on a GPU turns bfloat16 images round, there and back, each time.
      setIfUnset("TF_USE_CUDNN_BATCHNORM_SPATIAL_PERSISTENT", "1");
      GpuSupport.prepare();
      try {
        version = TensorFlow.version();
      } catch (LinkageError missing) {
        throw new FaceGanException(
            "TensorFlow's native library for %s/%s does not load (%s): add the dependency"
                    .formatted(
                        System.getProperty("os.name"), System.getProperty("os.arch"), missing)
                + " org.tensorflow:tensorflow-core-native:1.1.0 with the classifier of your"
                + " platform, for example linux-x86_64",
            missing);
      }
      if (notes == Notes.NONE) {
        NativeLog.withoutNotesOfTheFirstRun();
      }
    }
    return version;
  }

  /**
   * Lets glibc keep what is freed, for a process that exchanges gradients. It hands messages of
   * some megabytes back to the system at once, else, and their memory, new each time, takes as long
   * as the exchange: with 4.5 MB and two workers a sum took 22 ms, and 9 ms with this.
   */
  public static void keepFreedMemory() {
    if (Platform.isLinux()) {
      try {
        Function mallopt = Function.getFunction("c", "mallopt");
        mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, KEPT});
        mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, KEPT});
      } catch (UnsatisfiedLinkError otherLibrary) {
        // Only glibc hands it back.
      }
    }
  }

  /** Does something of which the native library tells as much as was chosen. */
  public static void quietly(Runnable work) {
    boolean quiet;
    synchronized (TensorFlowRuntime.class) {
      quiet = notes == Notes.NONE;
    }
    if (quiet) {
      NativeLog.withoutNotes(work);
    } else {
      work.run();
    }
  }

  /**
   * Begins to {@link #load} in another thread, while the caller does something else.
   *
   * @return waits until that is done, and throws what it threw
   */
  public static Runnable loading() {
    CompletableFuture<String> loading =
        CompletableFuture.supplyAsync(
            TensorFlowRuntime::load,
            work -> new DaemonThreads("facegan-tensorflow").newThread(work).start());
    return () -> {
      try {
        loading.join();
      } catch (CompletionException failed) {
        throw failed.getCause() instanceof FaceGanException missing ? missing : failed;
      }
    };
  }

  /**
   * Loads the library to build a graph with it.
   *
   * @throws FaceGanException as {@link #load}, or if graphs cannot be built in this locale
   */
  public static void loadToBuild() {
    load();
    if (!String.format("%d", 1).equals("1")) {
      throw new FaceGanException(
          "TensorFlow Java names operations with the digits of the default locale %s, which"
                  .formatted(Locale.getDefault(Locale.Category.FORMAT))
              + " TensorFlow does not take: call Locale.setDefault(Locale.Category.FORMAT,"
              + " Locale.ROOT) before, or start Java with -Duser.language.format=en");
    }
  }

  /**
   * Hands back to the system what TensorFlow has freed, if the process has grown since the last
   * time by more than is soon asked for again. glibc keeps it in the arena of the thread that had
   * asked for it, and a process with one training after the other would grow by a tenth.
   */
  static synchronized void trim() {
    if (Platform.isLinux() && Pointer.physicalBytes() - trimmed >= WORTH_A_TRIM) {
      try {
        Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
      } catch (UnsatisfiedLinkError otherLibrary) {
        // Only glibc keeps it.
      }
      trimmed = Pointer.physicalBytes();
    }
  }

  private static void setIfUnset(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    if (Platform.isWindows()) {
      Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 0});
    }
  }

  private TensorFlowRuntime() {}
}
