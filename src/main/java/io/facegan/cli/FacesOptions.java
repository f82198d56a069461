package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Positive;
import io.facegan.internal.util.Text;
import io.facegan.latent.LatentFile;
import io.facegan.latent.Walk;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which faces {@code generate} draws. */
final class FacesOptions {
  private static final int COUNT = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many faces (default: 16; of a walk 30 from each face to the next, and the last one).")
  private Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first face's seed; the others follow (default: 0).")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      description = "The seeds of the faces, as in 1,5,9-20.")
  private Seeds seeds;

  @Option(
      names = "--latents",
      paramLabel = "FILE",
      description =
          "A file of latents to draw the faces of: .npy as NumPy saves an array [faces, values], or"
              + " .json with an array of arrays.")
  private Path latents;

  @Option(
      names = "--truncation",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "The spread of the latents of seeds, 0.1 to 1: below 1 unusual values are drawn anew, and the"
              + " faces are more alike (default: ${DEFAULT-VALUE}).")
  private double truncation;

  @Option(
      names = "--walk",
      description =
          "Generate the way from face to face through --seeds or --latents, in --count faces.")
  private boolean walk;

  @Option(names = "--loop", description = "Let the walk go on from its last face to the first.")
  private boolean loop;

  @Option(
      names = "--easing",
      paramLabel = "HOW",
      description =
          "linear: the walk goes at one speed; smooth: it lingers at each face (default: linear).")
  private Easing easing;

  /** Refuses options that contradict each other. */
  void check() {
    boolean listed = seeds != null || latents != null;
    refuse(seeds != null && latents != null, "--seeds and --latents: choose one of them");
    refuse(listed && seed != null, "--seed begins a row of seeds, and %s lists them", listing());
    refuse(
        listed && !walk && count != null,
        "--count: %s says how many faces; only with --walk it is another number",
        listing());
    refuse(walk && !listed, "--walk goes through the faces of --seeds or --latents: give one");
    refuse(loop && !walk, "--loop closes a walk: give --walk too");
    refuse(easing != null && !walk, "--easing is the pace of a walk: give --walk too");
    refuse(
        latents != null && truncation != 1,
        "--truncation is for seeds; the latents of a file are drawn as they are");
  }

  private void refuse(boolean mistaken, String message, Object... values) {
    if (mistaken) {
      throw new ParameterException(spec.commandLine(), message.formatted(values));
    }
  }

  private String listing() {
    return seeds == null ? "--latents" : "--seeds";
  }

  boolean isWalk() {
    return walk;
  }

  ChosenFaces of(FaceGenerator faces) {
    if (count != null) {
      Positive.check("count", count);
    }
    ChosenFaces chosen = latents == null ? bySeeds(faces) : byLatents(faces);
    return walk ? walk(chosen.latents()) : chosen;
  }

  private ChosenFaces bySeeds(FaceGenerator faces) {
    if (seeds != null) {
      return ofSeeds(faces, seeds.values().length, i -> seeds.values()[i], seedsInWords());
    }
    long first = seed == null ? 0 : seed;
    int all = count == null ? COUNT : count;
    return ofSeeds(
        faces,
        all,
        i -> first + i,
        all == 1
            ? "seed %d".formatted(first)
            : "the seeds %d to %d".formatted(first, first + all - 1));
  }

  private ChosenFaces ofSeeds(FaceGenerator faces, int all, IntToLongFunction seed, String words) {
    List<float[]> rows =
        new AbstractList<>() {
          @Override
          public int size() {
            return all;
          }

          @Override
          public float[] get(int index) {
            return faces.latent(seed.applyAsLong(Objects.checkIndex(index, all)), truncation);
          }
        };
    return new ChosenFaces(
        rows, "face", i -> Long.toString(seed.applyAsLong(i)), content(all, words));
  }

  private ChosenFaces byLatents(FaceGenerator faces) {
    List<float[]> rows = LatentFile.read(latents);
    if (rows.get(0).length != faces.latentSize()) {
      throw new FaceGanException(
          "%s holds latents of %d values, but this model takes %d"
              .formatted(latents, rows.get(0).length, faces.latentSize()));
    }
    return new ChosenFaces(
        rows, "latent", Integer::toString, content(rows.size(), latents.toString()));
  }

  private ChosenFaces walk(List<float[]> ends) {
    Walk way = Walk.through(ends);
    way = count == null ? way : way.frames(count);
    way = loop ? way.loop() : way;
    way = easing == Easing.SMOOTH ? way.smooth() : way;
    return new ChosenFaces(
        way.latents(),
        "walk",
        i -> Text.format("%03d", i),
        content(
            way.latents().size(),
            "a walk through %s%s"
                .formatted(seeds == null ? latents : seedsInWords(), loop ? " and back" : "")));
  }

  private String seedsInWords() {
    return "the seed%s %s"
        .formatted(seeds.values().length == 1 ? "" : "s", Text.oneLine(seeds.text()));
  }

  private static String content(int count, String words) {
    return count == 1 ? "the face of " + words : Text.format("%d faces of %s", count, words);
  }
}
