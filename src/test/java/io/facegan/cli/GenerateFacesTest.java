package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGenerator;
import io.facegan.latent.LatentFile;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which faces {@code generate} draws, and the files that it writes beside a grid. */
class GenerateFacesTest {
  private static final int SIDE = 8;

  @TempDir private static Path temp;
  private static Path model;
  private static FaceGenerator faces;

  @BeforeAll
  static void train() throws IOException {
    model = temp.resolve("model");
    Path images = Cli.images(temp.resolve("images"), 4);
    Cli trained =
        Cli.trainSmallest("--images", images, "--run", temp.resolve("run"), "--export", model);
    assertThat(trained.code()).as(trained.err()).isZero();
    faces = FaceGenerator.load(model);
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  @Test
  void seeds_areThoseListed() throws IOException {
    Path grid = temp.resolve("listed.png");
    Path each = temp.resolve("listed");

    Cli drawn = generate("--seeds", "7,-2,9-10", "--out", grid, "--each", each);

    assertThat(drawn.out())
        .isEqualTo(
            "wrote %s: 4 faces of the seeds 7,-2,9-10\nwrote %s to face-10.png\n"
                .formatted(grid, each.resolve("face-7.png")));
    assertThat(each.toFile().list())
        .containsExactlyInAnyOrder("face-7.png", "face--2.png", "face-9.png", "face-10.png");
    BufferedImage image = ImageIO.read(grid.toFile());
    assertSame(image.getSubimage(10, 0, SIDE, SIDE), faces.generate(-2));
    assertSame(image.getSubimage(0, 10, SIDE, SIDE), faces.generate(9));
    assertThat(generate("--seeds", "5", "--out", grid).out())
        .isEqualTo("wrote " + grid + ": the face of the seed 5\n");
  }

  @Test
  void truncation_of1_changesNothing_andBelowItsOwn() throws IOException {
    Path whole = temp.resolve("whole.png");
    Path same = temp.resolve("same.png");
    Path less = temp.resolve("less.png");

    assertThat(generate("--count", 4, "--out", whole).code()).isZero();
    assertThat(generate("--count", 4, "--truncation", 1, "--out", same).code()).isZero();
    assertThat(generate("--count", 1, "--truncation", 0.5, "--out", less).code()).isZero();

    assertThat(same).hasSameBinaryContentAs(whole);
    assertSame(ImageIO.read(less.toFile()), faces.generate(faces.latent(0, 0.5)));
  }

  @Test
  void walk_beginsAndEndsAtItsSeeds_inARow() throws IOException {
    Path row = temp.resolve("row.png");
    Path each = temp.resolve("way");

    Cli drawn = generate("--seeds", "5,2", "--walk", "--count", 3, "--out", row, "--each", each);

    assertThat(drawn.err()).isEmpty();
    assertThat(drawn.out())
        .isEqualTo(
            "wrote %s: 3 faces of a walk through the seeds 5,2\nwrote %s to walk-002.png\n"
                .formatted(row, each.resolve("walk-000.png")));
    BufferedImage image = ImageIO.read(row.toFile());
    assertThat(image.getWidth()).isEqualTo(3 * SIDE + 2 * 2);
    assertThat(image.getHeight()).isEqualTo(SIDE);
    assertSame(image.getSubimage(0, 0, SIDE, SIDE), faces.generate(5));
    assertSame(image.getSubimage(20, 0, SIDE, SIDE), faces.generate(2));
  }

  @Test
  void animation_goesRoundAndIsNoGrid() throws IOException {
    Path file = temp.resolve("made/loop.gif");
    File grid = new File("faces.png");
    long written = grid.lastModified();

    Cli drawn =
        generate(
            (Object[])
                ("--seeds 1,2,3 --walk --loop --easing smooth --count 6 --rate 10 --scale 2 --animate "
                        + file)
                    .split(" "));

    assertThat(drawn.err()).isEmpty();
    assertThat(drawn.out())
        .isEqualTo(
            "wrote %s: 6 faces of a walk through the seeds 1,2,3 and back\n".formatted(file));
    assertThat(grid.lastModified()).as("no grid that nobody asked for").isEqualTo(written);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(6);
      assertThat(reader.read(5).getWidth()).isEqualTo(2 * SIDE);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void latents_areSavedAndDrawnAgain() throws IOException {
    for (String name : List.of("z.npy", "z.json")) {
      Path file = temp.resolve(name);
      Path first = temp.resolve("first.png");
      Path again = temp.resolve("again.png");

      Cli saved =
          generate(
              (Object[])
                  ("--seeds 4,6 --truncation 0.8 --out " + first + " --save-latents " + file)
                      .split(" "));
      assertThat(saved.out())
          .endsWith("wrote %s: 2 latents\n".formatted(file))
          .contains("2 faces of the seeds 4,6");
      assertThat(LatentFile.read(file).get(1)).isEqualTo(faces.latent(6, 0.8));
      assertThat(generate("--latents", file, "--out", again).out())
          .isEqualTo("wrote %s: 2 faces of %s\n".formatted(again, file));
      assertThat(again).hasSameBinaryContentAs(first);
    }
  }

  @Test
  void latentsOfAnotherModel_areRefused() {
    Path file = temp.resolve("other.npy");
    LatentFile.write(List.of(new float[3]), file);
    assertThat(generate("--latents", file, "--out", temp.resolve("never.png")).err())
        .isEqualTo(
            "facegan: %s holds latents of 3 values, but this model takes %d\n"
                .formatted(file, faces.latentSize()));
  }

  @Test
  void captions_areBelowTheFaces() throws IOException {
    Path grid = temp.resolve("captions.png");

    assertThat(generate("--seeds", "8,1234,-5", "--captions", "--out", grid).code()).isZero();

    BufferedImage image = ImageIO.read(grid.toFile());
    int wide = 4 * 6 + 1;
    int high = SIDE + 7 + 2 * 2;
    assertThat(image.getWidth()).isEqualTo(2 * wide + 2);
    assertThat(image.getHeight()).isEqualTo(2 * high + 2);
    assertSame(image.getSubimage((wide - SIDE) / 2, 0, SIDE, SIDE), faces.generate(8));
    assertThat(points(image.getSubimage(10, SIDE + 2, 5, 7)))
        .isEqualTo(
            """
            .###.
            #...#
            #...#
            .###.
            #...#
            #...#
            .###.
            """);
    assertThat(points(image.getSubimage(7, high + 2 + SIDE + 2, 11, 7)))
        .isEqualTo(
            """
            ......#####
            ......#....
            ......####.
            #####.....#
            ..........#
            ......#...#
            .......###.
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds 1,2 --seed 3 | --seed begins a row of seeds, and --seeds lists them",
        "--seeds 1,2 --count 3 | --count: --seeds says how many faces; only with --walk it is",
        "--seeds 1,2 --latents z.npy | --seeds and --latents: choose one of them",
        "--latents z.npy --truncation 0.7 | --truncation is for seeds; the latents of a file are",
        "--walk | --walk goes through the faces of --seeds or --latents: give one",
        "--seeds 1,2 --loop | --loop closes a walk: give --walk too",
        "--seeds 1,2 --easing smooth | --easing is the pace of a walk: give --walk too",
        "--seeds 1,2 --walk --easing slow | easing is 'slow': choose one of linear, smooth",
        "--rate 30 | --rate is that of an animation: give --animate too",
        "--scale 2 | --scale is that of an animation: give --animate too",
        "--captions --each x | --captions are written into --out: give that too",
        "--seeds 1,2 --walk --captions | --captions are seeds, and faces between seeds have none",
        "--out a.png --animate a.png | --out and --animate are the same file: name two",
        "--seeds 1,x | seeds are '1,x': give numbers and ranges of them, as in 1,5,9-20",
        "--seeds 1, | seeds are '1,': give numbers and ranges of them, as in 1,5,9-20",
        "--seeds 9-1 | seeds 9-1: a range goes upwards, 1-9",
        "--seeds 0-1000000 | seeds 0-1000000: at most 1,000,000 seeds can be listed",
        "--seeds -9223372036854775808-9223372036854775807 | at most 1,000,000 seeds can be listed",
        "--seeds 9223372036854775808 | seed 9223372036854775808: seeds are from -9223372036854775808",
      })
  void contradictions_areRefused(String options, String message) {
    Object[] all = ("generate nowhere " + options).split(" ");
    Cli refused = Cli.run(all);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(message);
  }

  @Test
  void truncationOutOfRange_isRefused() {
    assertThat(generate("--truncation", 0, "--out", temp.resolve("never.png")).err())
        .isEqualTo("facegan: truncation is 0.0: choose 0.1 to 1\n");
  }

  @Test
  void walksThatLeadNowhere_areRefused() {
    Path out = temp.resolve("never.png");
    assertThat(generate("--seeds", "4", "--walk", "--out", out).err())
        .isEqualTo("facegan: a walk through 1 latent leads nowhere: give at least 2\n");
    assertThat(generate("--seeds", "4,5,6", "--walk", "--count", 2, "--out", out).err())
        .isEqualTo(
            "facegan: a walk of 2 frames through 3 latents leaves some out: ask for at least 3\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void animationThatCannotBeWritten_isRefusedBeforeTheModelIsLoaded() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("folder.gif"));
    assertThat(Cli.run("generate", temp.resolve("none"), "--animate", folder).err())
        .isEqualTo("facegan: animation %s is a folder: name a file\n".formatted(folder));
  }

  private static Cli generate(Object... options) {
    Object[] all = new Object[options.length + 2];
    all[0] = "generate";
    all[1] = model;
    System.arraycopy(options, 0, all, 2, options.length);
    return Cli.run(all);
  }

  private static String points(BufferedImage image) {
    StringBuilder points = new StringBuilder();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        points.append(image.getRaster().getSample(x, y, 0) == 0 ? '#' : '.');
      }
      points.append('\n');
    }
    return points.toString();
  }

  private static void assertSame(BufferedImage actual, BufferedImage expected) {
    int[] none = null;
    assertThat(actual.getRGB(0, 0, SIDE, SIDE, none, 0, SIDE))
        .isEqualTo(expected.getRGB(0, 0, SIDE, SIDE, none, 0, SIDE));
  }
}
