package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.List;
import java.util.Objects;

/**
 * The two networks of a GAN, which a {@link Recipe} trains. The presets are made of the same public
 * records that your own networks are made of.
 *
 * @param name what to call it, for example {@code tutorial}
 * @param generator named {@code generator}: from a latent, a vector of standard normal values, to
 *     an image with values from 0 to 1; its last layer, reshapes apart, is a sigmoid
 * @param discriminator named {@code discriminator}: from an image of the same shape, values from 0
 *     to 1, to one logit, whose sigmoid is the probability that the image is real
 * @param initialization the distribution of the initial weights
 * @param labels what both know beside images, {@link Labels#NONE} in most networks; the generator's
 *     input then is the latent with the embedding of a label behind it
 */
public record Networks(
    String name,
    NetworkSpec generator,
    NetworkSpec discriminator,
    Initialization initialization,
    Labels labels) {

  /**
   * Checks that the two networks fit each other.
   *
   * @throws FaceGanException if not; the message says which shape was expected
   */
  public Networks {
    if (name.isBlank()) {
      throw new FaceGanException("networks name is blank: give it a name");
    }
    NetworksChecks.checkGenerator(generator);
    NetworksChecks.checkDiscriminator(discriminator, generator.output());
    Objects.requireNonNull(initialization, "initialization");
    NetworksChecks.checkLabels(generator, discriminator, labels);
  }

  /** Takes networks without labels, checked as all are. */
  public Networks(
      String name,
      NetworkSpec generator,
      NetworkSpec discriminator,
      Initialization initialization) {
    this(name, generator, discriminator, initialization, Labels.NONE);
  }

  /**
   * Returns the tutorial's convolutional GAN for 128x128 RGB images: latents of 100 values, kernels
   * of 8x8, stride 2, 256 filters, 8,625,264 parameters. A training step takes about 79 GFLOP for
   * each image.
   *
   * @param activation of the hidden layers: {@link Activation#LEAKY_RELU} or the tutorial's variant
   *     {@link Activation#GELU}
   */
  public static Networks tutorial(Activation activation) {
    return tutorial(activation, ImageShape.rgb(128, 128));
  }

  /**
   * Returns the tutorial's convolutional GAN for images of another size. {@link SizePlanner} finds
   * the start size and the padding; the inner layers that have 3 channels in the tutorial have as
   * many as the images.
   *
   * @param activation of the hidden layers
   * @param image the shape of the images, with 1 or 3 channels
   * @throws FaceGanException if three 8x8 stride-2 layers cannot make that size, the message names
   *     the nearest sizes; or for another number of channels
   */
  public static Networks tutorial(Activation activation, ImageShape image) {
    return TutorialPreset.convolutional(activation, image);
  }

  /** Returns {@link #small(ImageShape)} for 64x64 RGB images. */
  public static Networks small() {
    return small(ImageShape.rgb(64, 64));
  }

  /**
   * Returns a DCGAN (Radford, Metz and Chintala, 2016) that trains in minutes on a CPU: latents of
   * 100 values; a generator of nearest-neighbour upsampling and 3x3 convolutions with ReLU; a
   * discriminator of 4x4 stride-2 convolutions with leaky ReLU.
   *
   * @param image the shape of the images, height and width multiples of 16, with 1 or 3 channels
   * @throws FaceGanException if a side is not a multiple of 16, the message names the nearest; or
   *     for another number of channels
   */
  public static Networks small(ImageShape image) {
    return SmallPreset.of(Activation.RELU, Activation.LEAKY_RELU, image);
  }

  /**
   * Returns {@link #small(ImageShape)} with one activation for all hidden layers of both networks.
   *
   * @param activation of the hidden layers
   * @param image as for {@link #small(ImageShape)}
   */
  public static Networks small(Activation activation, ImageShape image) {
    return SmallPreset.of(activation, activation, image);
  }

  /**
   * Returns narrow networks for portraits: 4x4 stride-2 transposed convolutions with batch norm
   * against 4x4 stride-2 convolutions without any norm, leaky ReLU 0.2 in both.
   *
   * @param image the shape of the images, with 1 or 3 channels; the shorter side becomes 4 to 7
   *     when it is halved, and both sides must be that often divisible by 2
   * @throws FaceGanException if a side is not; the message names the nearest that is
   */
  public static Networks portrait(ImageShape image) {
    return PortraitPreset.of(image);
  }

  /** Returns {@link #fullyConnected(ImageShape)} for whole CelebA images: 218x178, RGB. */
  public static Networks fullyConnected() {
    return fullyConnected(ImageShape.rgb(218, 178));
  }

  /**
   * Returns the tutorial's earlier fully connected GAN, for comparison: it takes several times the
   * memory of the convolutional one.
   *
   * @param image the shape of the images, any size, with 1 or 3 channels
   */
  public static Networks fullyConnected(ImageShape image) {
    return TutorialPreset.fullyConnected(image);
  }

  /**
   * Returns the same networks for images of labels, in place of those that they had: the
   * generator's first layer takes the embedding of a label beside the latent.
   *
   * @param chosen {@link Labels#NONE} for networks without labels
   * @throws FaceGanException if the generator's first layer or the discriminator's last one is no
   *     dense layer
   */
  public Networks labelled(Labels chosen) {
    NetworkSpec joined =
        new NetworkSpec(
            generator.name(),
            new VectorShape(latentSize() + chosen.embedding()),
            generator.layers());
    return new Networks(name, joined, discriminator, initialization, chosen);
  }

  /** Returns how many values a latent has, the embedding of a label not counted. */
  public int latentSize() {
    return generator.input().size() - labels.embedding();
  }

  /** Returns the shape of the images: the generator's output. */
  public ImageShape imageShape() {
    return (ImageShape) generator.output();
  }

  /** Returns how many trainable parameters both networks have together, those of labels too. */
  public long parameters() {
    long perLabel = labels.isNone() ? 0 : labels.embedding() + (long) judgedFeatures();
    return generator.parameters() + discriminator.parameters() + labels.count() * perLabel;
  }

  /** Returns how many values the discriminator's last layer takes. */
  public int judgedFeatures() {
    List<PlacedLayer> layers = discriminator.placed();
    return layers.get(layers.size() - 1).input().size();
  }

  /** Returns both networks as tables for people, with totals. */
  public String describe() {
    String labelled = labels.isNone() ? "" : "\n" + labels.describe();
    return String.join(
        "\n",
        List.of(
            "%s: images of %s from latents of %d%s"
                .formatted(name, imageShape(), latentSize(), labelled),
            "Initial weights " + initialization.describe(),
            "",
            generator.describe(),
            discriminator.describe(),
            "The discriminator gives a logit: the higher, the more real an image looks.",
            "Both networks: " + Checks.grouped(parameters()) + " parameters.",
            ""));
  }
}
