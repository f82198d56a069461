package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.LabelText;
import io.facegan.internal.data.PackStore;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.ReadingProgress;
import io.facegan.internal.data.SourceLabels;
import io.facegan.internal.graph.AugmentationPreview;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.inference.FeatureModel;
import io.facegan.internal.metric.FeatureFigures;
import io.facegan.internal.runtime.Gpu;
import io.facegan.internal.tensorboard.EventLog;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.Evaluator;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingLoop;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import io.facegan.metric.FeatureLikeness;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Memorising;
import io.facegan.network.Augmentation;
import io.facegan.train.Evaluation;
import io.facegan.train.TrainingResult;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training, from opened images to its result: a new run, or an earlier one that is resumed. */
final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** Enough to see all kinds of changes. */
  private static final int PREVIEWED = 64;

  /** Fewer are not even enough to look for copies. */
  private static final int FEW = 10;

  private interface Judge<T> {
    T of(Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images);
  }

  private final Settings settings;
  private final ImageSource images;
  private final Consumer<Runnable> started;

  /**
   * @param started is given what ends the training after its step, before it begins
   */
  Run(Settings settings, ImageSource images, Consumer<Runnable> started) {
    this.settings = settings;
    this.images = images;
    this.started = started;
  }

  TrainingResult run() {
    if (settings.follows()) {
      return new Crew(settings).follow(started, this::packed);
    }
    if (!settings.resumed()) {
      RunFolder.checkFree(settings.runFolder());
      return new Crew(settings)
          .lead(
              member ->
                  packed((options, images) -> begin(options, images, member.agreed(options))));
    }
    settings.checkGoesOn();
    try (RunFolder folder = RunFolder.reopen(settings.runFolder())) {
      return new Crew(settings)
          .lead(
              member ->
                  packed(
                      (options, images) -> goOn(folder, options, images, member.agreed(options))));
    }
  }

  /** Judges the newest checkpoint of a run, without training. */
  Evaluation evaluate() {
    return judged(Evaluator::of);
  }

  /** Judges the newest checkpoint label by label. */
  Map<String, ImageDiagnostics> evaluateLabels() {
    return settings.labels().isEmpty() ? Map.of() : judged(Evaluator::byLabel);
  }

  /** Looks for copies of the images among those of the newest checkpoint. */
  Memorising memorising() {
    return judged(Evaluator::memorising);
  }

  /** Compares images of the newest checkpoint with the images in the features of a model. */
  FeatureLikeness likeness(Path features) {
    try (FeatureModel model =
        FeatureModel.load(features, settings.recipe().networks().imageShape())) {
      return judged(
          (checkpoint, options, session, images) ->
              FeatureFigures.of(
                  Evaluator.generated(checkpoint, options, session, images),
                  images,
                  batch -> model.of(batch.pixels(), batch.shape())));
    }
  }

  private <T> T judged(Judge<T> judge) {
    RunFolder folder = RunFolder.open(settings.runFolder());
    Checkpoint newest = folder.checkpoints().newestOrRefuse();
    settings
        .obstacle()
        .ifPresent(reason -> LOG.warn("evaluating {} in float32: {}", folder.path(), reason));
    return packed(
        (options, images) -> {
          options.checkContinues(folder.options(), folder.path());
          try (GanSession session = settings.session(options, null)) {
            return judge.of(newest, options, session, images);
          }
        });
  }

  /** Returns some of the images as the discriminator will see them. */
  BufferedImage previewAugmentation() {
    Augmentation augmentation = settings.recipe().augmentation();
    if (augmentation.isNone()) {
      throw new FaceGanException(
          "the recipe has no augmentation to preview: give it one, for example"
              + " Augmentation.of(0.3) or --augment 0.3");
    }
    return packed(
        (options, images) -> {
          ImageBatch reals = images.spread(Math.min(PREVIEWED, images.size()));
          byte[] shown =
              AugmentationPreview.of(augmentation, reals.pixels(), reals.shape(), settings.seed());
          return ImageGrid.of(new ImageBatch(reals.shape(), reals.count(), shown));
        });
  }

  private <T> T packed(BiFunction<TrainingOptions, PackedImages, T> use) {
    settings.summary().forEach(settings::note);
    PackStore store =
        settings
            .cache()
            .open(
                settings::note,
                new ReadingProgress("read", images.size(), Duration.ofSeconds(10), settings::note));
    try (PackedImages packed = PackedImages.pack(images, settings.packing(), store)) {
      settings.note("images: " + packed.summary());
      PackedImages used = labelled(packed);
      return use.apply(settings.options(images.describe(), used), used);
    }
  }

  private PackedImages labelled(PackedImages packed) {
    if (settings.labels().isEmpty()) {
      return packed;
    }
    SourceLabels labels = settings.labels().get().found();
    PackedImages labelled = packed.labelled(labels, images, settings.packing().strict());
    labels.notes().forEach(settings::note);
    LabelText.of(labels.names(), labelled.labelCounts(labels.names().size()))
        .forEach(settings::note);
    if (labelled.size() < packed.size()) {
      settings.note(
          Text.count(packed.size() - labelled.size(), "image")
              + " without a label skipped (see skipped.txt)");
    }
    return labelled;
  }

  private TrainingResult begin(TrainingOptions options, PackedImages packed, Crew.Member member) {
    if (packed.size() < FEW) {
      settings.note(
          "%s to learn from: a generator knows so few by heart; give some hundred, better thousands"
              .formatted(Text.count(packed.size(), "image")));
    }
    if (settings.start() != null) {
      return beginWith(
          settings.start().read(!options.recipe().averaging().isNone()), options, packed, member);
    }
    try (GanSession session = settings.session(options, member.server());
        RunFolder folder = RunFolder.create(settings.runFolder(), options)) {
      return train(options, session, packed, folder, Optional.empty(), member);
    }
  }

  private TrainingResult beginWith(
      Start.Weights weights, TrainingOptions options, PackedImages packed, Crew.Member member) {
    settings.note(Start.describe(weights.parent()).stripTrailing());
    TrainingOptions withParent = options.from(weights.parent());
    try (GanSession session = settings.session(options, member.server())) {
      session.take(weights.values());
      try (RunFolder folder = created(withParent, session)) {
        return train(withParent, session, packed, folder, Optional.empty(), member);
      }
    }
  }

  private RunFolder created(TrainingOptions options, GanSession session) {
    try (VariableSnapshot start = session.snapshot()) {
      return RunFolder.create(settings.runFolder(), options, Optional.of(start));
    }
  }

  private TrainingResult goOn(
      RunFolder folder, TrainingOptions options, PackedImages packed, Crew.Member member) {
    TrainingOptions run = folder.options();
    options.checkContinues(run, folder.path());
    Optional<Checkpoint> newest = folder.checkpoints().newest();
    long step = newest.map(Checkpoint::step).orElse(0L);
    if (options.steps() < step) {
      throw new FaceGanException(
          "%s, but %s has already made %d: give the total number of steps"
              .formatted(
                  settings.length().words(packed.size(), options.batchSize()),
                  folder.path(),
                  step));
    }
    settings.note(
        newest.isPresent()
            ? Text.format("resuming %s after step %,d", folder.path(), step)
            : folder.path() + " ended before its first checkpoint: starting over");
    if (!run.version().equals(options.version())) {
      settings.note(
          "it started with FaceGan %s and continues with %s: the last digits may differ"
              .formatted(run.version(), options.version()));
    }
    try (GanSession session = settings.session(options, member.server())) {
      folder.write(options);
      return train(options, session, packed, folder, newest, member);
    }
  }

  private TrainingResult train(
      TrainingOptions options,
      GanSession session,
      PackedImages packed,
      RunFolder folder,
      Optional<Checkpoint> from,
      Crew.Member member) {
    folder.writeSkipped(packed.skipped());
    String device = settings.compute().placement().gpu().map(Gpu::toString).orElse("the CPU");
    try (Reports reports = new Reports(settings.progress(), options, device)) {
      if (options.tensorBoard()) {
        int columns = SampleLayout.of(options).columns();
        reports.add(new EventLog(options, columns, session::graphDef));
      }
      TrainingLoop loop =
          new TrainingLoop(
              options,
              session,
              packed,
              folder,
              from,
              reports.with(settings.listeners()),
              member.followers());
      started.accept(loop::stop);
      return loop.run();
    }
  }
}
