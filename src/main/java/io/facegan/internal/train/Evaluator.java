package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.LabelShares;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.metric.JudgedLabels;
import io.facegan.internal.metric.Nearest;
import io.facegan.internal.metric.Reference;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Memorising;
import io.facegan.runtime.StepMemory;
import io.facegan.train.Evaluation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws the images of fixed latents and compares them with real ones. */
public final class Evaluator {
  private final GanSession session;
  private final PackedImages images;
  private final SampleLayout layout;
  private final float[][] latents;
  private final int[] labels;
  private final int shown;

  /** Prepared at the first comparison: it takes seconds, and the search for copies needs none. */
  private Reference reference;

  Evaluator(TrainingOptions options, GanSession session, PackedImages images) {
    this.session = session;
    this.images = images;
    shown = options.samples();
    layout = SampleLayout.of(options);
    latents =
        Latents.of(
            0, Math.max(shown, Reference.faces(images.size())), options.networks().latentSize());
    labels = new LabelShares(options.images().labelCounts()).of(0, latents.length);
  }

  /** Draws the images of the grids, as after training. */
  ImageBatch samples() {
    return new ImageBatch(
        images.shape(), shown, session.sample(layout.latents(shown), layout.labels(shown)));
  }

  /**
   * Draws the images of the latents, as many at once as a grid has. The first ones are the samples,
   * but with labels: those have each as often as the others, and here they have their shares.
   */
  private ImageBatch withOthers(ImageBatch samples) {
    int size = images.shape().size();
    int first = labels == null ? shown : 0;
    byte[] pixels = Arrays.copyOf(samples.pixels(), latents.length * size);
    draw(first, latents.length, labels, pixels);
    return new ImageBatch(images.shape(), latents.length, pixels);
  }

  /**
   * Returns the images of a checkpoint that are compared with real ones.
   *
   * @param options of the run
   * @param session of the run's networks; its variables are replaced
   * @param images that the run trains on
   */
  public static ImageBatch generated(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    Evaluator evaluator = new Evaluator(options, session, images);
    return evaluator.withOthers(evaluator.samples());
  }

  /**
   * Looks for copies of the images that a run trains on among those of a checkpoint.
   *
   * @param options of the run
   * @param session of the run's networks; its variables are replaced
   * @param images that the run trains on
   */
  public static Memorising memorising(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    return Nearest.of(
        generated(checkpoint, options, session, images), images, options.images().mirror());
  }

  /**
   * Compares the images of each label with the real ones of that label, for the labels with the
   * most images.
   *
   * @param options of the run
   * @param session of the run's networks; its variables are replaced
   * @param images that the run trains on
   * @return figures by the names of labels, in their order; none without labels, or of labels with
   *     fewer than 4 images
   */
  public static Map<String, ImageDiagnostics> byLabel(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    Evaluator evaluator = new Evaluator(options, session, images);
    Map<String, ImageDiagnostics> found = new LinkedHashMap<>();
    for (int label : JudgedLabels.of(options.images().labelCounts())) {
      found.put(options.networks().labels().names().get(label), evaluator.ofLabel(label));
    }
    return found;
  }

  private ImageDiagnostics ofLabel(int label) {
    int[] all = images.labels();
    int[] its = IntStream.range(0, all.length).filter(i -> all[i] == label).toArray();
    int reals = Math.min(2 * Reference.FACES, its.length);
    int[] spread =
        IntStream.range(0, reals).map(i -> its[(int) ((long) i * its.length / reals)]).toArray();
    int count = Math.max(2, Reference.faces(its.length));
    int[] same = new int[count];
    Arrays.fill(same, label);
    byte[] pixels = new byte[count * images.shape().size()];
    draw(0, count, same, pixels);
    return Reference.of(images.batch(spread))
        .compare(new ImageBatch(images.shape(), count, pixels));
  }

  /** Draws the images of some latents, as many at once as a grid has. */
  private void draw(int first, int end, int[] ofImages, byte[] pixels) {
    for (int from = first; from < end; from += shown) {
      int to = Math.min(from + shown, end);
      byte[] drawn =
          session.sample(
              Arrays.copyOfRange(latents, from, to),
              ofImages == null ? null : Arrays.copyOfRange(ofImages, from, to));
      System.arraycopy(drawn, 0, pixels, from * images.shape().size(), drawn.length);
    }
  }

  Evaluation evaluate(
      State state, boolean scheduled, ImageBatch samples, Optional<StepMemory> memory) {
    if (reference == null) {
      reference = Reference.of(images);
    }
    return new Evaluation(
        state.step(),
        state.attempt(),
        scheduled,
        reference.compare(withOthers(samples)),
        state.losses(),
        session.generatorGradient(),
        ProcessMemory.now(memory));
  }

  /**
   * Evaluates a checkpoint. A training step is made to see its memory, so the session, whose
   * variables are replaced, is of no use for training on afterwards.
   */
  public static Evaluation of(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    State state = checkpoint.state();
    Evaluator evaluator = new Evaluator(options, session, images);
    StepSchedule schedule = StepSchedule.of(state.attempt(), options, images, session);
    Evaluation found = evaluator.evaluate(state, false, evaluator.samples(), Optional.empty());
    Optional<StepMemory> memory =
        session.measuredStep(any -> schedule.batch(state.step()).pixels(), state.step()).memory();
    return new Evaluation(
        found.step(),
        found.attempt(),
        found.scheduled(),
        found.diagnostics(),
        found.losses(),
        found.generatorGradient(),
        ProcessMemory.now(memory));
  }
}
