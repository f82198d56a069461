package io.facegan.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process can use a GPU, found out once: the platform, the NVIDIA driver, TensorFlow's
 * natives and the CUDA libraries, which are loaded then.
 *
 * @param gpus those of the driver; none if something is in the way
 * @param libraries what serves them, in words; empty if something is in the way
 * @param obstacle why no GPU can be used and what to do, in one line; nothing if one can
 * @param checks each thing that was looked at and what was found
 */
public record GpuSupport(
    List<Gpu> gpus, String libraries, Optional<String> obstacle, List<Check> checks) {
  private static final Logger LOG = LoggerFactory.getLogger(GpuSupport.class);

  private static GpuSupport found;

  /** Something that a GPU needs, what was found, and what to do if that is not good. */
  public record Check(String what, boolean good, String finding) {}

  /** The parts of a machine; tests stand in for them. */
  interface Machine {
    String platform();

    NvidiaDriver driver() throws Unusable;

    Natives natives();

    CudaLibraries.Loaded libraries() throws Unusable;
  }

  /** Looks at this machine; the first time it loads the CUDA libraries if they can be of use. */
  public static synchronized GpuSupport here() {
    if (found == null) {
      found = of(new ThisMachine());
      found.obstacle.ifPresentOrElse(
          reason -> LOG.info("no GPU: {}", reason),
          () -> LOG.info("{}: {}", found.gpus, found.libraries));
    }
    return found;
  }

  /** Loads the CUDA libraries if natives and a GPU can use them; TensorFlow must then start. */
  static void prepare() {
    if (Natives.onClassPath().areForGpus()) {
      here();
    }
  }

  static GpuSupport of(Machine machine) {
    Looking looking = new Looking(machine);
    List<Gpu> gpus = looking.look();
    Optional<String> obstacle =
        looking.checks.stream().filter(check -> !check.good).map(Check::finding).findFirst();
    return new GpuSupport(
        obstacle.isPresent() ? List.of() : gpus,
        obstacle.isPresent() ? "" : looking.libraries,
        obstacle,
        List.copyOf(looking.checks));
  }

  /** What is looked at, from what can least be helped to what can most. */
  private static final class Looking {
    private static final String LINUX = "linux x86-64";

    private final Machine machine;
    private final List<Check> checks = new ArrayList<>();
    private List<Gpu> gpus = List.of();
    private String libraries = "";

    /** Looks at one thing. */
    private interface Finding {
      String get() throws Unusable;
    }

    Looking(Machine machine) {
      this.machine = machine;
    }

    List<Gpu> look() {
      if (!look("platform", this::platform)) {
        return List.of();
      }
      look("NVIDIA driver", this::driver);
      look("TensorFlow's natives", this::natives);
      if (checks.stream().allMatch(Check::good)) {
        // Gigabytes, and seconds: not where they would serve nothing.
        look("CUDA libraries", this::libraries);
      }
      return gpus;
    }

    private boolean look(String what, Finding finding) {
      try {
        return checks.add(new Check(what, true, finding.get()));
      } catch (Unusable reason) {
        checks.add(new Check(what, false, reason.getMessage()));
        return false;
      }
    }

    private String platform() throws Unusable {
      String platform = machine.platform();
      if (!platform.equals(LINUX)) {
        throw new Unusable("TensorFlow's GPU natives are for " + LINUX + ", this is " + platform);
      }
      return platform;
    }

    private String driver() throws Unusable {
      NvidiaDriver driver = machine.driver();
      gpus = driver.gpus();
      libraries = driver.toString();
      return driver + ": " + join(gpus);
    }

    private String natives() throws Unusable {
      machine.natives().check();
      return "those for GPUs (linux-x86_64-gpu)";
    }

    private String libraries() throws Unusable {
      CudaLibraries.Loaded loaded = machine.libraries();
      libraries += ", " + loaded;
      return loaded.toString();
    }

    private static String join(List<Gpu> gpus) {
      return String.join(", ", gpus.stream().map(Gpu::toString).toList());
    }
  }

  private static final class ThisMachine implements Machine {
    @Override
    public String platform() {
      String system = System.getProperty("os.name");
      String processor = System.getProperty("os.arch");
      return system.equals("Linux") && processor.equals("amd64")
          ? Looking.LINUX
          : system + " " + processor;
    }

    @Override
    public NvidiaDriver driver() throws Unusable {
      return NvidiaDriver.query();
    }

    @Override
    public Natives natives() {
      return Natives.onClassPath();
    }

    @Override
    public CudaLibraries.Loaded libraries() throws Unusable {
      return CudaLibraries.load();
    }
  }
}
