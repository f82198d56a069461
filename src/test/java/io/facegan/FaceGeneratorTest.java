package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TruncatedLatents;
import io.facegan.internal.util.GreatCircle;
import io.facegan.latent.Walk;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;

class FaceGeneratorTest {
  @TempDir private static Path folder;
  private static Path model;
  private static FaceGenerator faces;

  @BeforeAll
  static void trainAndLoad() {
    model = folder.resolve("model");
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).batchSize(1).build()) {
      gan.train();
      gan.export(model);
    }
    faces = FaceGenerator.load(model);
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  @Test
  void model_saysWhatItIs() {
    assertThat(faces.latentSize()).isEqualTo(TinyNetworks.LATENT);
    assertThat(faces.imageShape()).isEqualTo(ImageShape.rgb(8, 8));
    assertThat(faces.describe())
        .startsWith("latents [n, 6] -> images [n, 8, 8, 3] in [0, 1]" + System.lineSeparator())
        .contains(
            "tiny networks, 2 steps in batches of 1 on 5 images.\n"
                + "Batch norm: the generator uses each image's own statistics,",
            "## `generate_seeded`");
  }

  /** Programs in other languages address the tensors by these names, as the README shows. */
  @Test
  void model_hasTheOperationsThatTheReadmeNames() {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      assertThat(bundle.graph().operation("latents").type()).isEqualTo("PlaceholderWithDefault");
      assertThat(bundle.graph().operation("images").type()).isEqualTo("Identity");
      assertThat(bundle.function("serving_default").signature().inputNames())
          .containsExactly("latents");
      assertThat(bundle.function("serving_default").signature().outputNames())
          .containsExactly("images");
    }
  }

  @Test
  void cpu_isTheDefault() {
    assertThat(faces.computesOn()).isEqualTo("the CPU");
    try (FaceGenerator again = FaceGenerator.load(model, Device.CPU)) {
      assertThat(again.computesOn()).isEqualTo("the CPU");
      assertThat(TinyGan.levels(again.generate(7))).isEqualTo(TinyGan.levels(faces.generate(7)));
    }
  }

  /** On a machine with a GPU and everything it needs this says nothing of falling back. */
  @Test
  void auto_drawsWhereItCanAndSaysWhere() {
    try (FaceGenerator somewhere = FaceGenerator.load(model, Device.AUTO)) {
      assertThat(somewhere.computesOn()).matches("(?s)the CPU, no GPU: .+: .+|.+gpu:0.+");
      int[] there = TinyGan.levels(somewhere.generate(7));
      int[] here = TinyGan.levels(faces.generate(7));
      assertThat(there).hasSameSizeAs(here);
      for (int i = 0; i < here.length; i++) {
        assertThat(there[i]).isCloseTo(here[i], within(2));
      }
    }
  }

  @Test
  void gpuThatDoesNotWork_isRefusedWithTheReason() {
    assertThatThrownBy(() -> FaceGenerator.load(model, Device.gpu(999)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageMatching("the device gpu:999 cannot be used: .+: .+");
  }

  @Test
  void seed_isItsLatent() {
    assertThat(TinyGan.levels(faces.generate(7)))
        .isEqualTo(TinyGan.levels(faces.generate(Latents.of(7, TinyNetworks.LATENT))))
        .isNotEqualTo(TinyGan.levels(faces.generate(8)));
    assertThat(faces.generate(7).getType()).isNotEqualTo(BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void moreThanAreDrawnAtOnce_areTheSameImages() {
    List<BufferedImage> many = faces.generate(100L, 70);
    assertThat(many).hasSize(70);
    for (int i : new int[] {0, 31, 32, 63, 64, 69}) {
      checkClose(many.get(i), faces.generate(100L + i), "image " + i);
    }
  }

  @Test
  void noLatents_giveNoImages() {
    assertThat(faces.generate(List.of())).isEmpty();
  }

  @Test
  void latents_areThoseOfTheSeeds_andTruncatedIfAsked() {
    float[] whole = Latents.of(7, TinyNetworks.LATENT);
    assertThat(faces.latent(7)).isEqualTo(whole);
    assertThat(faces.latent(7, 1)).isEqualTo(whole);
    assertThat(faces.latent(7, 0.5))
        .isEqualTo(TruncatedLatents.of(7, TinyNetworks.LATENT, 0.5))
        .isNotEqualTo(whole);
    for (double wrong : new double[] {0.09, -0.5, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> faces.latent(7, wrong))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("truncation is " + wrong, "0.1 to 1");
    }
  }

  @Test
  void walk_startsAndEndsAtItsSeeds() {
    List<BufferedImage> way =
        faces.generate(Walk.through(List.of(faces.latent(3), faces.latent(5))).frames(4).latents());
    assertThat(way).hasSize(4);
    checkClose(way.get(0), faces.generate(3), "first");
    checkClose(way.get(3), faces.generate(5), "last");
    float[] third = GreatCircle.between(faces.latent(3), faces.latent(5), 1 / 3.0);
    checkClose(way.get(1), faces.generate(third), "second");
  }

  @Test
  void facesHandedOn_areThoseDrawnAtOnce_inOrder() {
    List<float[]> latents =
        Walk.through(List.of(faces.latent(3), faces.latent(5))).frames(150).latents();
    List<BufferedImage> handedOn = new ArrayList<>();
    Thread caller = Thread.currentThread();
    faces.generate(
        latents,
        face -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          handedOn.add(face);
        });
    List<BufferedImage> atOnce = faces.generate(latents);
    assertThat(handedOn).hasSize(150);
    for (int i = 0; i < 150; i++) {
      checkClose(handedOn.get(i), atOnce.get(i), "face " + i);
    }
  }

  @Test
  void failureOfWhatUsesTheFaces_orOfTheirDrawing_endsTheHandingOn() {
    List<float[]> latents = new ArrayList<>(Collections.nCopies(150, faces.latent(1)));
    IllegalStateException full = new IllegalStateException("full");
    assertThatThrownBy(
            () ->
                faces.generate(
                    latents,
                    face -> {
                      throw full;
                    }))
        .isSameAs(full);
    latents.set(140, new float[5]);
    List<BufferedImage> handedOn = new ArrayList<>();
    assertThatThrownBy(() -> faces.generate(latents, handedOn::add))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("5 values", "6");
    assertThat(handedOn).hasSize(128);
  }

  @Test
  void animation_hasTheFacesAsItsFrames() throws IOException {
    Path file = folder.resolve("made/walk.gif");
    List<float[]> latents =
        Walk.through(List.of(faces.latent(3), faces.latent(5))).frames(5).loop().latents();
    faces.animate(latents, 20, 1, file);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(5);
      for (int i = 0; i < 5; i++) {
        // An 8x8 image has no more colours than a palette.
        int[] frame = reader.read(i).getRGB(0, 0, 8, 8, null, 0, 8);
        int[] face = faces.generate(latents.get(i)).getRGB(0, 0, 8, 8, null, 0, 8);
        for (int j = 0; j < frame.length; j++) {
          for (int shift = 0; shift < 24; shift += 8) {
            assertThat(frame[j] >> shift & 255).isCloseTo(face[j] >> shift & 255, within(1));
          }
        }
      }
    } finally {
      reader.dispose();
    }
    assertThatThrownBy(() -> faces.animate(List.of(), 20, 1, file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(file.toString(), "no frames");
  }

  @Test
  void eightThreads_drawTheSameImages() throws Exception {
    List<int[]> expected = new ArrayList<>();
    for (int seed = 0; seed < 16; seed++) {
      expected.add(TinyGan.levels(faces.generate(seed)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<int[]>>> results = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        results.add(
            threads.submit(
                () -> {
                  List<int[]> drawn = new ArrayList<>();
                  for (int seed = 0; seed < 16; seed++) {
                    drawn.add(TinyGan.levels(faces.generate(seed)));
                  }
                  return drawn;
                }));
      }
      for (Future<List<int[]>> result : results) {
        for (int seed = 0; seed < 16; seed++) {
          assertThat(result.get().get(seed)).as("seed %d", seed).isEqualTo(expected.get(seed));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closed_refusesToDraw() {
    FaceGenerator closed = FaceGenerator.load(model);
    closed.close();
    assertThatCode(closed::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> closed.generate(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("closed", "load the model again");
    assertThatThrownBy(() -> closed.generate(List.of(new float[6]), face -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("closed", "load the model again");
  }

  @Test
  void latentOfAnotherLength_isRefused() {
    assertThatThrownBy(() -> faces.generate(new float[5]))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("5 values", "6");
  }

  @Test
  void latentThatIsNotFinite_isRefused() {
    assertThatThrownBy(() -> faces.generate(new float[] {0, 0, Float.NaN, 0, 0, 0}))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("value 2", "NaN", "finite");
    assertThatThrownBy(() -> faces.generate(new float[] {0, 0, 0, 0, 0, Float.NEGATIVE_INFINITY}))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("value 5", "-Infinity", "finite");
  }

  @Test
  void counts_areChecked() {
    assertThatThrownBy(() -> faces.generate(0L, 0))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("count is 0: it must be at least 1");
  }

  /** Within one grey level: a batch of another size may round a value on a border differently. */
  private static void checkClose(BufferedImage actual, BufferedImage expected, String what) {
    int[] levels = TinyGan.levels(actual);
    int[] others = TinyGan.levels(expected);
    assertThat(levels).hasSameSizeAs(others);
    for (int i = 0; i < levels.length; i++) {
      assertThat(levels[i]).as("%s, value %d", what, i).isCloseTo(others[i], within(1));
    }
  }
}
