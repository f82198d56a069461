package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A whole training: the networks, what they are trained towards, and how. The presets are made with
 * the public constructor, and {@link #toBuilder} changes any of them.
 *
 * @param networks the generator and the discriminator
 * @param batchSize images in a step, at least 1
 * @param objective the losses
 * @param discriminatorSteps how many steps update the discriminator for one that updates the
 *     generator too, at least 1; each step takes a batch of its own (Goodfellow et al., 2014)
 * @param frozenLayers how many of the discriminator's layers with weights, counted from the image,
 *     are not trained, at least 0: for a training that begins with the weights of another (Mo et
 *     al., "Freeze the Discriminator", 2020); see {@link #frozen}
 * @param penalty on the slope of the discriminator
 * @param leCam on its logits
 * @param augmentation of what the discriminator sees
 * @param averaging of the generator's weights
 * @param schedule of what falls in the course of the training
 * @param generatorAdam the optimizer of the generator
 * @param discriminatorAdam the optimizer of the discriminator
 */
public record Recipe(
    Networks networks,
    int batchSize,
    Objective objective,
    int discriminatorSteps,
    int frozenLayers,
    GradientPenalty penalty,
    LeCam leCam,
    Augmentation augmentation,
    Averaging averaging,
    Schedule schedule,
    Adam generatorAdam,
    Adam discriminatorAdam) {

  /**
   * Checks that all is given and in its range.
   *
   * @throws FaceGanException if the batch size or the discriminator's steps are below 1, no layer
   *     of the discriminator is left to train, a penalty goes with the tutorial's separate updates,
   *     an exact one with a discriminator that has no second derivative, or LeCam with relativistic
   *     logits
   */
  public Recipe {
    Objects.requireNonNull(networks, "networks");
    Checks.positive("batch size", batchSize);
    Objects.requireNonNull(objective, "objective");
    Checks.positive("discriminator's steps for one of the generator", discriminatorSteps);
    RecipeChecks.checkFrozen(networks.discriminator(), frozenLayers);
    Objects.requireNonNull(penalty, "penalty");
    Objects.requireNonNull(leCam, "LeCam");
    Objects.requireNonNull(augmentation, "augmentation");
    Objects.requireNonNull(averaging, "averaging");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(generatorAdam, "generator's Adam");
    Objects.requireNonNull(discriminatorAdam, "discriminator's Adam");
    RecipeChecks.checkPenalty(networks, objective, penalty);
    RecipeChecks.checkLeCam(objective, leCam);
  }

  /**
   * Returns the tutorial's convolutional GAN for 128x128 RGB images: batch size 1, binary
   * cross-entropy in three updates, Adam with learning rate 1e-4.
   *
   * @param activation of the hidden layers: {@link Activation#LEAKY_RELU} or the tutorial's variant
   *     {@link Activation#GELU}
   */
  public static Recipe tutorial(Activation activation) {
    return tutorial(activation, ImageShape.rgb(128, 128));
  }

  /**
   * Returns the tutorial's convolutional GAN for images of another size.
   *
   * @param activation of the hidden layers
   * @param image as for {@link Networks#tutorial(Activation, ImageShape)}
   * @throws FaceGanException if the networks cannot make that size
   */
  public static Recipe tutorial(Activation activation, ImageShape image) {
    return tutorial(Networks.tutorial(activation, image));
  }

  /** Returns the tutorial's earlier fully connected GAN on whole 218x178 RGB images. */
  public static Recipe fullyConnected() {
    return fullyConnected(ImageShape.rgb(218, 178));
  }

  /**
   * Returns the tutorial's earlier fully connected GAN, trained as the tutorial's later one.
   *
   * @param image the images' shape, any size
   */
  public static Recipe fullyConnected(ImageShape image) {
    return tutorial(Networks.fullyConnected(image));
  }

  /**
   * Returns the tutorial's way of training other networks: batch size 1, binary cross-entropy in
   * three updates, Adam with learning rate 1e-4.
   *
   * @param networks any
   */
  public static Recipe tutorial(Networks networks) {
    return of(networks, 1, new Adam(1e-4, 0.9, 0.999, 1e-8));
  }

  /** Returns the small DCGAN for 64x64 RGB images. */
  public static Recipe small() {
    return small(ImageShape.rgb(64, 64));
  }

  /**
   * Returns a DCGAN (Radford et al., 2016) that trains in minutes on a CPU: batch size 32, binary
   * cross-entropy in three updates, Adam with learning rate 2e-4 and beta1 0.5.
   *
   * @param image as for {@link Networks#small(ImageShape)}
   * @throws FaceGanException if the networks cannot make that size
   */
  public static Recipe small(ImageShape image) {
    return small(Networks.small(image));
  }

  /**
   * Returns the small DCGAN with one activation for all hidden layers of both networks.
   *
   * @param activation of the hidden layers
   * @param image as for {@link Networks#small(ImageShape)}
   * @throws FaceGanException if the networks cannot make that size
   */
  public static Recipe small(Activation activation, ImageShape image) {
    return small(Networks.small(activation, image));
  }

  /** Returns {@link #portrait(ImageShape)} for 64x64 RGB images. */
  public static Recipe portrait() {
    return portrait(ImageShape.rgb(64, 64));
  }

  /**
   * Returns the way to recognisable faces within minutes on a CPU: relativistic pairing, gradient
   * penalties on real and generated images every 4th step, high learning rates that fall by a
   * cosine, and an average of the generator's weights, after Huang et al., "The GAN is dead; long
   * live the GAN!", 2024. Batch size 8. Gamma is 0.3 at 64x64 and goes with the number of pixels,
   * because an image of twice the side has slopes of half the length by pixel. {@code
   * docs/recipes.md} says what each part brings.
   *
   * @param image as for {@link Networks#portrait}
   * @throws FaceGanException if the networks cannot make that size
   */
  public static Recipe portrait(ImageShape image) {
    double gamma = 0.3 * image.height() * image.width() / (64 * 64);
    return new Recipe(
        Networks.portrait(image),
        8,
        Objective.relativistic(),
        1,
        0,
        new GradientPenalty(gamma, gamma, 4),
        LeCam.NONE,
        Augmentation.NONE,
        new Averaging(5_000, 0.05),
        Schedule.cosine(0.1),
        new Adam(3.2e-3, 0, 0.99, 1e-8),
        new Adam(1.6e-3, 0, 0.99, 1e-8));
  }

  private static Recipe small(Networks networks) {
    return of(networks, 32, new Adam(2e-4, 0.5, 0.999, 1e-8));
  }

  private static Recipe of(Networks networks, int batchSize, Adam adam) {
    return new Recipe(
        networks,
        batchSize,
        Objective.tutorial(),
        1,
        0,
        GradientPenalty.NONE,
        LeCam.NONE,
        Augmentation.NONE,
        Averaging.NONE,
        Schedule.CONSTANT,
        adam,
        adam);
  }

  /**
   * Returns this recipe for a training that continues without end where a run has ended: with the
   * last values of the schedule, and the gradient penalty in every step.
   */
  public Recipe continued() {
    double last = schedule.penalties();
    return toBuilder()
        .generatorAdam(generatorAdam.after(schedule))
        .discriminatorAdam(discriminatorAdam.after(schedule))
        .schedule(Schedule.CONSTANT)
        .penalty(
            new GradientPenalty(
                last * penalty.real(), last * penalty.generated(), 1, penalty.noise()))
        .build();
  }

  /** Returns this recipe for a run that ends after so many images. */
  public Recipe plannedFor(long images) {
    return toBuilder().schedule(schedule.plannedFor(images)).build();
  }

  /**
   * Returns this recipe with the learning rates of both networks multiplied, as for a training that
   * begins with the weights of another.
   *
   * @param factor above 0 and finite
   * @throws FaceGanException if it is not
   */
  public Recipe withRatesTimes(double factor) {
    Checks.positive("factor of the learning rates", factor);
    return toBuilder()
        .generatorAdam(generatorAdam.times(factor))
        .discriminatorAdam(discriminatorAdam.times(factor))
        .build();
  }

  /**
   * Returns the layers of the discriminator that are not trained: the first with weights, as many
   * as there are to be, and the normalisations between them and the next. The running averages of a
   * batch norm among them go on all the same.
   */
  public List<PlacedLayer> frozen() {
    List<PlacedLayer> frozen = new ArrayList<>();
    int weighted = 0;
    for (PlacedLayer layer : networks.discriminator().placed()) {
      weighted += layer.hasKernel() ? 1 : 0;
      if (weighted > frozenLayers) {
        break;
      }
      if (frozenLayers > 0 && layer.parameters() > 0) {
        frozen.add(layer);
      }
    }
    return frozen;
  }

  /** Returns a builder that begins with this recipe. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns both networks as tables for people, with the settings of their training. */
  public String describe() {
    return RecipeText.of(this);
  }

  /** Changes parts of a recipe; {@link #build} checks the whole. */
  public static final class Builder {
    private Networks networks;
    private int batchSize;
    private Objective objective;
    private int discriminatorSteps;
    private int frozenLayers;
    private GradientPenalty penalty;
    private LeCam leCam;
    private Augmentation augmentation;
    private Averaging averaging;
    private Schedule schedule;
    private Adam generatorAdam;
    private Adam discriminatorAdam;

    private Builder(Recipe recipe) {
      networks = recipe.networks;
      batchSize = recipe.batchSize;
      objective = recipe.objective;
      discriminatorSteps = recipe.discriminatorSteps;
      frozenLayers = recipe.frozenLayers;
      penalty = recipe.penalty;
      leCam = recipe.leCam;
      augmentation = recipe.augmentation;
      averaging = recipe.averaging;
      schedule = recipe.schedule;
      generatorAdam = recipe.generatorAdam;
      discriminatorAdam = recipe.discriminatorAdam;
    }

    /** Sets the networks. */
    public Builder networks(Networks chosen) {
      networks = chosen;
      return this;
    }

    /** Sets the images in a step, at least 1. */
    public Builder batchSize(int images) {
      batchSize = images;
      return this;
    }

    /** Sets the losses. */
    public Builder objective(Objective chosen) {
      objective = chosen;
      return this;
    }

    /** Sets how many steps update the discriminator for one that updates the generator too. */
    public Builder discriminatorSteps(int steps) {
      discriminatorSteps = steps;
      return this;
    }

    /** Sets how many of the discriminator's first layers with weights are not trained. */
    public Builder frozenLayers(int layers) {
      frozenLayers = layers;
      return this;
    }

    /** Sets the penalty on the slope of the discriminator. */
    public Builder penalty(GradientPenalty chosen) {
      penalty = chosen;
      return this;
    }

    /** Sets the pull on the discriminator's logits. */
    public Builder leCam(LeCam chosen) {
      leCam = chosen;
      return this;
    }

    /** Sets how what the discriminator sees is changed at random. */
    public Builder augmentation(Augmentation chosen) {
      augmentation = chosen;
      return this;
    }

    /** Sets the average of the generator's weights. */
    public Builder averaging(Averaging chosen) {
      averaging = chosen;
      return this;
    }

    /** Sets what falls in the course of the training. */
    public Builder schedule(Schedule chosen) {
      schedule = chosen;
      return this;
    }

    /** Sets the optimizer of both networks. */
    public Builder adam(Adam both) {
      return generatorAdam(both).discriminatorAdam(both);
    }

    /** Sets the optimizer of the generator. */
    public Builder generatorAdam(Adam chosen) {
      generatorAdam = chosen;
      return this;
    }

    /** Sets the optimizer of the discriminator. */
    public Builder discriminatorAdam(Adam chosen) {
      discriminatorAdam = chosen;
      return this;
    }

    /**
     * Returns the recipe.
     *
     * @throws FaceGanException if a part is out of its range
     */
    public Recipe build() {
      return new Recipe(
          networks,
          batchSize,
          objective,
          discriminatorSteps,
          frozenLayers,
          penalty,
          leCam,
          augmentation,
          averaging,
          schedule,
          generatorAdam,
          discriminatorAdam);
    }
  }
}
