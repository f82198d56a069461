package io.facegan.cli;

import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose what is trained and how, for every command that needs it. */
final class RecipeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"--recipe", "--networks"},
      paramLabel = "NAME",
      defaultValue = "portrait",
      description = {
        "What to train, and how (default: ${DEFAULT-VALUE}):",
        "portrait: recognisable faces within minutes on a CPU",
        "tutorial: the convolutional GAN of the PyTorch tutorial",
        "small: a DCGAN for quick trials on a CPU",
        "fully-connected: the tutorial's earlier one, to compare with; it needs much memory"
      })
  private Preset preset;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = {
        "Function of the hidden layers: leaky-relu (slope 0.2), leaky-relu-0.01 or any other"
            + " slope, gelu, relu, sigmoid, tanh",
        "(default: leaky-relu for tutorial; for small relu in the generator, leaky-relu in the"
            + " discriminator)"
      })
  private Activation activation;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = {
        "Size of the images in pixels: one number, or height x width as in 218x178",
        "(default: 64 for portrait and small, 128 for tutorial, 218x178 for fully-connected)",
        "\"plan\" says whether a recipe reaches a size"
      })
  private Size size;

  @Option(names = "--grey", description = "Train on and generate grey images (1 channel).")
  private boolean grey;

  /** Returns whether one of them was given, so that the defaults count too. */
  boolean areGiven() {
    return Stream.of("--recipe", "--activation", "--size", "--grey")
        .anyMatch(command.commandLine().getParseResult()::hasMatchedOption);
  }

  Preset preset() {
    return preset;
  }

  ImageShape shape() {
    ImageShape shape = size == null ? preset.shape() : size.rgb();
    return grey ? new ImageShape(shape.height(), shape.width(), 1) : shape;
  }

  Recipe recipe() {
    return switch (preset) {
      case TUTORIAL ->
          Recipe.tutorial(activation == null ? Activation.LEAKY_RELU : activation, shape());
      case PORTRAIT -> {
        refuseActivation("portrait recipe, whose penalty needs leaky ReLU 0.2");
        yield Recipe.portrait(shape());
      }
      case SMALL -> activation == null ? Recipe.small(shape()) : Recipe.small(activation, shape());
      case FULLY_CONNECTED -> {
        refuseActivation("fully-connected networks, which are the tutorial's with leaky ReLU 0.01");
        yield Recipe.fullyConnected(shape());
      }
    };
  }

  private void refuseActivation(String recipe) {
    if (activation != null) {
      throw new ParameterException(
          command.commandLine(),
          "--activation cannot be chosen for the %s: leave it out, or use --recipe tutorial or small"
              .formatted(recipe));
    }
  }
}
