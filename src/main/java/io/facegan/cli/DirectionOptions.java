package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.latent.Direction;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that move faces along a direction of the model. */
final class DirectionOptions {
  private static final int MOST_STRENGTHS = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--direction",
      paramLabel = "NAME|N",
      description = "Move the faces along this direction of the model, which \"directions\" lists.")
  private String name;

  @Option(
      names = "--strength",
      paramLabel = "X",
      description = "How far, usually -3 to 3 (default: 3).")
  private Double strength;

  @Option(
      names = "--strengths",
      paramLabel = "N",
      description = "Draw each face N times, at strengths from minus --strength to --strength.")
  private Integer strengths;

  /** Refuses options that contradict each other, or make no sense. */
  void check() {
    if (name == null && (strength != null || strengths != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--strength%s says how far along a direction: give --direction too"
              .formatted(strength == null ? "s" : ""));
    }
    if (strength != null && !Double.isFinite(strength)) {
      throw new ParameterException(
          spec.commandLine(), "--strength is %s: choose -3 to 3".formatted(strength));
    }
    if (strengths != null && (strengths < 2 || strengths > MOST_STRENGTHS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--strengths is %d: choose 2 to %d".formatted(strengths, MOST_STRENGTHS));
    }
  }

  boolean isGiven() {
    return name != null;
  }

  /** Returns how many faces there are for each one that is moved. */
  int each() {
    return strengths == null ? 1 : strengths;
  }

  /** Returns the direction, which the model must have. */
  private Direction of(FaceGenerator faces) {
    List<Direction> all = faces.directions();
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FaceGanException(
                    "the model has no direction %s: choose one of %s"
                        .formatted(name, all.stream().map(Direction::name).toList())));
  }

  /** Returns the faces to draw in place of others. */
  ChosenFaces moved(ChosenFaces chosen, FaceGenerator faces) {
    Direction direction = of(faces);
    int count = Math.multiplyExact(chosen.count(), each());
    List<float[]> moved =
        new AbstractList<>() {
          @Override
          public int size() {
            return count;
          }

          @Override
          public float[] get(int index) {
            int face = Objects.checkIndex(index, count) / each();
            return direction.moved(chosen.latents().get(face), strength(index % each()));
          }
        };
    return new ChosenFaces(
        moved,
        chosen.kind(),
        strengths == null
            ? chosen.label()
            : i -> Text.format("%s-%03d", chosen.label().apply(i / each()), i % each()),
        chosen.content() + ", " + words());
  }

  private double strength(int index) {
    double most = strength == null ? 3 : strength;
    return strengths == null ? most : most * (2.0 * index / (strengths - 1) - 1);
  }

  /** Returns, for the user, what is done. */
  private String words() {
    return strengths == null
        ? "moved %s along %s".formatted(strength(0), name)
        : "moved %s to %s along %s".formatted(strength(0), strength(strengths - 1), name);
  }
}
