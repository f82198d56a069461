package io.facegan.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String CARD = "gpu:";

  private static GpuSupport found;

  /** Something that a GPU needs, what was found, and what to do if that is not good. */
  public record Check(String what, boolean good, String finding) {}

  /** The parts of a machine; tests stand in for them. */
  interface Machine {
    String platform();

    NvidiaDriver driver() throws Unusable;

    Map<String, String> environment();

    Natives natives();

    CudaLibraries.Loaded libraries() throws Unusable;
  }

  /** Looks at this machine; the first time it loads the CUDA libraries if they can be of use. */
  public static synchronized GpuSupport here() {
    if (found == null) {
      found = of(new ThisMachine());
      found.obstacle.ifPresentOrElse(
          reason -> LOG.info("no GPU: {}", reason),
          () -> {
            LOG.info("{}: {}", found.gpus, found.libraries);
            found.checks.stream()
                .filter(check -> check.what.startsWith(CARD))
                .forEach(check -> LOG.info("{}: {}", check.what, check.finding));
          });
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
    looking.look();
    return new GpuSupport(
        looking.obstacle.isPresent() ? List.of() : looking.gpus,
        looking.obstacle.isPresent() ? "" : looking.libraries,
        looking.obstacle,
        List.copyOf(looking.checks));
  }

  /** Returns why one of the GPUs cannot be used, while another can; nothing if it can. */
  Optional<String> obstacle(Gpu gpu) {
    return checks.stream()
        .filter(check -> check.what.equals(CARD + gpu.index()) && !check.good)
        .map(Check::finding)
        .findFirst();
  }

  /** What is looked at, from what can least be helped to what can most. */
  private static final class Looking {
    private static final String LINUX = "linux x86-64";

    private final Machine machine;
    private final List<Check> checks = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();
    private List<Gpu> gpus = List.of();
    private int cuda;
    private String libraries = "";

    /** Looks at one thing. */
    private interface Finding {
      String get() throws Unusable;
    }

    Looking(Machine machine) {
      this.machine = machine;
    }

    void look() {
      if (!require("platform", this::platform)) {
        return;
      }
      if (require("NVIDIA driver", this::driver)) {
        lookAtCards();
      }
      require("TensorFlow's natives", this::natives);
      if (obstacle.isEmpty()) {
        // Gigabytes, and seconds: not where they would serve nothing.
        require("CUDA libraries", this::libraries);
      }
    }

    private boolean require(String what, Finding finding) {
      return found(look(what, finding));
    }

    /** One that serves is enough. */
    private void lookAtCards() {
      List<Check> cards =
          gpus.stream().map(gpu -> look(CARD + gpu.index(), () -> kernels(gpu))).toList();
      if (cards.stream().noneMatch(Check::good)) {
        cards.stream().findFirst().ifPresent(this::found);
      }
    }

    private Check look(String what, Finding finding) {
      Check check;
      try {
        check = new Check(what, true, finding.get());
      } catch (Unusable reason) {
        check = new Check(what, false, reason.getMessage());
      }
      checks.add(check);
      return check;
    }

    /** Notes the first thing that is in the way. */
    private boolean found(Check check) {
      if (!check.good && obstacle.isEmpty()) {
        obstacle = Optional.of(check.finding);
      }
      return check.good;
    }

    private String kernels(Gpu gpu) throws Unusable {
      return NativeKernels.of(gpu, cuda).finding(machine.environment());
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
      cuda = driver.cuda();
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
    public Map<String, String> environment() {
      return System.getenv();
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
