package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.Channel;
import io.facegan.internal.cluster.ChiefChannel;
import io.facegan.internal.cluster.Facts;
import io.facegan.internal.cluster.FollowerChannel;
import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.train.FollowerLoop;
import io.facegan.internal.train.Followers;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import io.facegan.runtime.Cluster;
import io.facegan.train.TrainingResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The processes that train a run together: one that leads and others that follow, or one alone. */
final class Crew {
  private static final String SCHEDULED = "recipe.schedule.images";

  private final Settings settings;

  Crew(Settings settings) {
    this.settings = settings;
  }

  /** Reads the images and trains on them. */
  interface Packed {
    TrainingResult use(BiFunction<TrainingOptions, PackedImages, TrainingResult> training);
  }

  /** What the one that leads has of the others; nothing alone. */
  final class Member {
    private final TensorFlowServer server;
    private final ChiefChannel channel;

    private Member(TensorFlowServer server, ChiefChannel channel) {
      this.server = server;
      this.channel = channel;
    }

    /**
     * Waits until the others have read the images, too, and refuses those that have other ones or
     * other options.
     */
    Member agreed(TrainingOptions options) {
      if (channel != null) {
        try {
          channel.agree(facts(options));
          channel.onLost(() -> {});
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
      return this;
    }

    /** Returns what gradients are exchanged by, or null alone. */
    TensorFlowServer server() {
      return server;
    }

    Followers followers() {
      return channel == null ? Followers.NONE : new Followers(channel);
    }
  }

  /** Waits for the others, if there are any, and trains with them. */
  TrainingResult lead(Function<Member, TrainingResult> training) {
    if (settings.cluster().isEmpty()) {
      return training.apply(new Member(null, null));
    }
    Cluster cluster = settings.cluster().get();
    TensorFlowServer server = server(cluster);
    settings.note(
        "worker 0 of %d (%s): waiting for the others"
            .formatted(cluster.workers().size(), cluster.workers().get(0)));
    try (ChiefChannel channel = ChiefChannel.open(cluster, Facts.NONE)) {
      settings.note(Text.count(cluster.workers().size(), "worker") + " are there");
      return telling(channel, () -> training.apply(new Member(server, channel)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Joins the others and does what the first worker says, to the end of the training.
   *
   * @param started is given what asks for the end
   */
  TrainingResult follow(Consumer<Runnable> started, Packed packed) {
    Cluster cluster = settings.cluster().orElseThrow();
    TensorFlowServer server = server(cluster);
    settings.note(
        "worker %d of %d (%s): follows %s"
            .formatted(
                cluster.task(),
                cluster.workers().size(),
                cluster.workers().get(cluster.task()),
                cluster.workers().get(0)));
    try (FollowerChannel channel = FollowerChannel.join(cluster, Facts.NONE)) {
      return telling(
          channel,
          () -> packed.use((options, images) -> follow(options, images, started, server, channel)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private TrainingResult follow(
      TrainingOptions options,
      PackedImages images,
      Consumer<Runnable> started,
      TensorFlowServer server,
      FollowerChannel channel) {
    long begun = System.nanoTime();
    TrainingOptions agreed = agreed(options, channel);
    try (GanSession session = settings.session(agreed, server)) {
      started.accept(channel::requestStop);
      long steps = new FollowerLoop(agreed, session, images, channel).run();
      return new TrainingResult(
          settings.runFolder(),
          steps,
          null,
          steps < options.steps(),
          null,
          (System.nanoTime() - begun) / 1e9);
    }
  }

  /** Only the first worker knows how long the run was planned to be that it resumes. */
  private TrainingOptions agreed(TrainingOptions options, FollowerChannel channel) {
    Map<String, String> facts = new LinkedHashMap<>(facts(options).values());
    facts.remove(SCHEDULED);
    try {
      Facts chief = channel.agree(new Facts(facts));
      channel.onLost(() -> {});
      return options.scheduledFor(Long.parseLong(chief.values().get(SCHEDULED)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private TensorFlowServer server(Cluster cluster) {
    try {
      return TensorFlowServer.start(cluster, settings.compute());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Trains, and tells the others if that fails here. */
  private static TrainingResult telling(Channel channel, Supplier<TrainingResult> training) {
    // Reading the images may take minutes, and ends by an interrupt.
    channel.onLost(Thread.currentThread()::interrupt);
    try {
      return training.get();
    } catch (RuntimeException failure) {
      throw explained(failure, channel);
    } catch (Error failure) {
      channel.fail(String.valueOf(failure));
      throw failure;
    }
  }

  /**
   * Returns the loss of a worker in place of what it has led to here, or else tells the others of a
   * failure.
   */
  private static RuntimeException explained(RuntimeException failure, Channel channel) {
    Optional<FaceGanException> loss = channel.lost();
    if (loss.isEmpty()) {
      channel.fail(String.valueOf(failure.getMessage()));
      return failure;
    }
    // That was the channel's.
    Thread.interrupted();
    FaceGanException lost = loss.get();
    if (failure == lost || failure.getCause() == lost) {
      return failure;
    }
    FaceGanException named = new FaceGanException(lost.getMessage(), lost);
    named.addSuppressed(failure);
    return named;
  }

  /** What all workers must have in common. */
  private Facts facts(TrainingOptions options) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind of device", settings.compute().onGpu() ? "gpu" : "cpu");
    facts.put("number of images", String.valueOf(options.images().count()));
    facts.put("checksum of the images", options.images().content());
    facts.putAll(options.shared());
    return new Facts(facts);
  }

  private static FaceGanException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FaceGanException("stopped while waiting for the other workers", e);
  }
}
