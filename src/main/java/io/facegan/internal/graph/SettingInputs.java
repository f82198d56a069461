package io.facegan.internal.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Where a training graph takes the settings of a step. */
final class SettingInputs {
  /** The values of one step, which can be fed to several runs. */
  static final class Values implements AutoCloseable {
    private final Map<Operand<?>, Tensor> tensors = new LinkedHashMap<>();

    private void put(PlaceholderWithDefault<TFloat32> input, float value) {
      tensors.put(input, TFloat32.scalarOf(value));
    }

    private void put(Placeholder<TInt64> input, int[] values) {
      tensors.put(input, LabelTensors.of(values));
    }

    /** Feeds them to a run, which is returned. */
    Session.Runner feed(Session.Runner runner) {
      tensors.forEach(runner::feed);
      return runner;
    }

    @Override
    public void close() {
      tensors.values().forEach(Tensor::close);
    }
  }

  private final PlaceholderWithDefault<TFloat32> rateFactor;
  private final PlaceholderWithDefault<TFloat32> penaltyFactor;
  private final PlaceholderWithDefault<TFloat32> forgettingFactor;
  private final PlaceholderWithDefault<TFloat32> averageDecay;
  private final PlaceholderWithDefault<TFloat32> augmentation;
  private final Placeholder<TInt64> labels;

  /**
   * @param labels of a step's images, null of networks without labels
   */
  SettingInputs(UpdateBuilder builder, Placeholder<TInt64> labels) {
    this.labels = labels;
    rateFactor = builder.rateFactor;
    penaltyFactor = builder.penaltyFactor;
    forgettingFactor = builder.forgettingFactor;
    averageDecay = builder.average.decay;
    augmentation = builder.augmentation.probability;
  }

  Values of(StepRunner.Settings settings) {
    Values values = new Values();
    values.put(rateFactor, settings.rateFactor());
    values.put(penaltyFactor, settings.penaltyFactor());
    values.put(forgettingFactor, settings.forgettingFactor());
    values.put(averageDecay, settings.averageDecay());
    values.put(augmentation, settings.augmentation());
    if (labels != null) {
      values.put(labels, settings.labels());
    }
    return values;
  }
}
