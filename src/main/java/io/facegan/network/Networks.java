package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.List;
import java.util.Objects;

/**
 * The two networks of a GAN, which a {@link Recipe} trains. The presets here are made with the same
 * public records that a network of one's own is made with.
 *
 * @param name what to call it, for example {@code tutorial}
 * @param generator named {@code generator}: a latent vector -> a picture with values in [0, 1], so
 *     its last layer but reshapes is a sigmoid
 * @param discriminator named {@code discriminator}: a picture of the same shape -> one logit, the
 *     value before the sigmoid that makes it a probability; the loss works on logits
 * @param initialization how weights are drawn
 */
public record Networks(
    String name, NetworkSpec generator, NetworkSpec discriminator, Initialization initialization) {

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
  }

  /**
   * Returns the tutorial's convolutional GAN for 128x128 RGB images.
   *
   * @param activation of the hidden layers: {@link Activation#LEAKY_RELU} or the tutorial's variant
   *     {@link Activation#GELU}
   */
  public static Networks tutorial(Activation activation) {
    return tutorial(activation, ImageShape.rgb(128, 128));
  }

  /**
   * Returns the tutorial's convolutional GAN for pictures of another size; {@link SizePlanner}
   * finds the start and the padding, and the tutorial's 3-channel inner layers follow the picture's
   * channels.
   *
   * @param activation of the hidden layers
   * @param image the pictures' shape, with 1 or 3 channels
   * @throws FaceGanException if three 8x8 stride-2 layers cannot make that size; the message names
   *     the nearest sizes
   */
  public static Networks tutorial(Activation activation, ImageShape image) {
    return TutorialPreset.convolutional(activation, image);
  }

  /** Returns the small preset for 64x64 RGB pictures. */
  public static Networks small() {
    return small(ImageShape.rgb(64, 64));
  }

  /**
   * Returns a DCGAN that trains in minutes on a CPU: nearest-neighbour upsampling and 3x3
   * convolutions against 4x4 stride-2 convolutions, ReLU in the generator and leaky ReLU in the
   * discriminator.
   *
   * @param image the pictures' shape, height and width multiples of 16, with 1 or 3 channels
   * @throws FaceGanException if a side is no multiple of 16; the message names the nearest
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
   * @param image the images' shape, with 1 or 3 channels; the shorter side becomes 4 to 7 when it
   *     is halved, and both sides must be that often divisible by 2
   * @throws FaceGanException if a side is not; the message names the nearest that is
   */
  public static Networks portrait(ImageShape image) {
    return PortraitPreset.of(image);
  }

  /** Returns the tutorial's earlier fully connected GAN on whole 218x178 RGB pictures. */
  public static Networks fullyConnected() {
    return fullyConnected(ImageShape.rgb(218, 178));
  }

  /**
   * Returns the tutorial's earlier fully connected GAN. It is here to be compared with: it needs
   * several times the memory of the convolutional one.
   *
   * @param image the pictures' shape, any size
   */
  public static Networks fullyConnected(ImageShape image) {
    return TutorialPreset.fullyConnected(image);
  }

  /** Returns how many values a latent has. */
  public int latentSize() {
    return generator.input().size();
  }

  /** Returns the shape of a picture. */
  public ImageShape imageShape() {
    return (ImageShape) generator.output();
  }

  /** Returns the trainable parameters of both networks. */
  public long parameters() {
    return generator.parameters() + discriminator.parameters();
  }

  /** Returns both networks as tables for people, with totals. */
  public String describe() {
    return String.join(
        "\n",
        List.of(
            "%s: images of %s from latents of %d".formatted(name, imageShape(), latentSize()),
            "Initial weights " + initialization.describe(),
            "",
            generator.describe(),
            discriminator.describe(),
            "The discriminator gives a logit; its sigmoid is the probability of a real picture.",
            "Both networks: " + Checks.grouped(parameters()) + " parameters.",
            ""));
  }
}
