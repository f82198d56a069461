package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.FaceGenerator;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.latent.Walk;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Labels;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exported page in a browser, against {@link FaceGenerator}. */
class WebPageTest {
  @TempDir static Path folder;
  private static Chromium browser;
  private static FolderServer server;
  private static WebExport tiny;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start();
    server = new FolderServer(folder);
    tiny = WebExport.of(TinyNetworks.rgb(), Normalization.PER_PICTURE, folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  static List<Arguments> networks() {
    return List.of(
        Arguments.of(TinyNetworks.rgb(), Normalization.RUNNING_AVERAGES),
        Arguments.of(TinyNetworks.rgb(), Normalization.PER_PICTURE),
        Arguments.of(TinyNetworks.of(new ImageShape(12, 8, 1)), Normalization.PER_PICTURE),
        Arguments.of(WebExport.everyLayer(), Normalization.RUNNING_AVERAGES),
        Arguments.of(WebExport.everyLayer(), Normalization.PER_PICTURE),
        Arguments.of(Networks.small(ImageShape.rgb(32, 32)), Normalization.RUNNING_AVERAGES),
        Arguments.of(Networks.small(ImageShape.rgb(32, 32)), Normalization.PER_PICTURE),
        Arguments.of(Networks.fullyConnected(ImageShape.rgb(22, 18)), Normalization.PER_PICTURE),
        Arguments.of(
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(50, 50)),
            Normalization.RUNNING_AVERAGES),
        Arguments.of(
            Networks.tutorial(Activation.GELU, ImageShape.rgb(50, 50)), Normalization.PER_PICTURE));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void servedPage_drawsTheFacesOfTheSavedModel(Networks networks, Normalization normalization)
      throws Exception {
    WebExport export = WebExport.of(networks, normalization, folder);
    FacePage page = served(export);
    try (FaceGenerator faces = FaceGenerator.load(export.model())) {
      for (long seed : List.of(0L, Long.MIN_VALUE)) {
        FacePage.checkSame(faces.generate(seed), page.drawn(seed));
      }
    }
    page.close();
  }

  @Test
  void pageOpenedAsAFile_drawsThemToo() throws Exception {
    FacePage page = new FacePage(browser, tiny.page().resolve("index.html").toUri().toString());
    page.ready();
    try (FaceGenerator faces = FaceGenerator.load(tiny.model())) {
      FacePage.checkSame(faces.generate(-5), page.drawn(-5));
    }
    page.close();
  }

  /** The label that is chosen is drawn everywhere on the page. */
  @Test
  void labels_areChosenFromAList() throws Exception {
    Networks labelled = TinyNetworks.rgb().labelled(Labels.of(List.of("a", "b<i>", "\u00e9")));
    WebExport export = WebExport.of(labelled, Normalization.PER_PICTURE, folder);
    FacePage page = served(export);
    page.awaitText("face-caption", "Face of seed 0, a");
    assertThat(page.text("label")).isEqualTo("ab<i>\u00e9");
    assertThat(page.run("document.getElementById('labels').hidden").asBoolean()).isFalse();
    page.run(
        """
        (() => {
          const choice = document.getElementById("label");
          choice.value = "1";
          choice.dispatchEvent(new Event("change"));
        })()
        """);
    page.awaitText("face-caption", "Face of seed 0, b<i>");
    try (FaceGenerator faces = FaceGenerator.load(export.model())) {
      FacePage.checkSame(faces.labelled("b<i>").generate(0), page.canvas("#face"));
      FacePage.checkSame(faces.labelled("b<i>").generate(7), page.drawn(7));
      assertThat(faces.labelled("b<i>").generate(7).getRGB(4, 4))
          .isNotEqualTo(faces.labelled("a").generate(7).getRGB(4, 4));
    }
    page.close();
    FacePage unlabelled = served(tiny);
    assertThat(unlabelled.run("document.getElementById('labels').hidden").asBoolean()).isTrue();
    unlabelled.close();
  }

  @Test
  void latents_areThoseOfJava() throws Exception {
    FacePage page = served(tiny);
    for (long seed :
        new long[] {0, 1, 7, -1, 424_242, (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      JsonNode values =
          page.run(
              "Array.from(facegan.latents.of(facegan.latents.parseSeed(\"%d\"), 101))"
                  .formatted(seed));
      float[] latent = new float[values.size()];
      for (int i = 0; i < latent.length; i++) {
        latent[i] = (float) values.get(i).asDouble();
      }
      // Browsers may round logarithms and cosines in their own ways.
      assertThat(latent).as("seed %d", seed).containsExactly(Latents.of(seed, 101), within(1e-6f));
    }
    page.close();
  }

  @Test
  void otherText_isNoSeed() throws Exception {
    FacePage page = served(tiny);
    for (String text :
        List.of("", "x", "1.5", "1e3", "--1", "9223372036854775808", "-9223372036854775809")) {
      page.submit("face-form", "seed", text);
      assertThat(page.text("seed-problem"))
          .isEqualTo(
              "“%s” is no seed: type a whole number from -9223372036854775808 to 9223372036854775807."
                  .formatted(text));
      assertThat(page.run("document.getElementById('seed').ariaInvalid").asText())
          .isEqualTo("true");
    }
    page.submit("face-form", "seed", " +7 ");
    page.awaitText("face-caption", "Face of seed 7");
    assertThat(page.text("seed-problem")).isEmpty();
    assertThat(page.run("document.getElementById('seed').ariaInvalid").asText()).isEqualTo("false");
    page.close();
  }

  @Test
  void typedSeed_isDrawnAndSlidersChangeIt() throws Exception {
    FacePage page = served(tiny);
    page.submit("face-form", "seed", "-3");
    page.awaitText("face-caption", "Face of seed -3");
    try (FaceGenerator faces = FaceGenerator.load(tiny.model())) {
      BufferedImage unchanged = faces.generate(-3);
      FacePage.checkSame(unchanged, page.canvas("#face"));
      page.run(
          """
          (() => {
            const slider = document.querySelector("#sliders input");
            slider.value = 2;
            slider.dispatchEvent(new Event("input"));
          })()
          """);
      page.awaitText("face-caption", "Face of seed -3, changed");
      FacePage.checkSame(faces.generate(moved(-3, 2)), page.canvas("#face"));
      page.run("document.getElementById('reset').click()");
      page.awaitText("face-caption", "Face of seed -3");
      FacePage.checkSame(unchanged, page.canvas("#face"));
    }
    page.close();
  }

  @Test
  void namedDirection_hasASliderBeforeTheOthers() throws Exception {
    Networks networks = TinyNetworks.rgb();
    float[] vector = new float[networks.latentSize()];
    vector[1] = 1;
    WebExport export =
        WebExport.of(networks, Normalization.PER_PICTURE, Map.of("smile", vector), folder);
    FacePage page = served(export);
    page.submit("face-form", "seed", "5");
    page.awaitText("face-caption", "Face of seed 5");
    assertThat(page.run("document.querySelector('.slider span').textContent").asText())
        .isEqualTo("smile");
    page.run(
        """
        window.names = [];
        HTMLAnchorElement.prototype.click = function () { window.names.push(this.download); };
        (() => {
          const slider = document.querySelector("#sliders input");
          slider.value = 3;
          slider.dispatchEvent(new Event("input"));
        })()
        """);
    page.awaitText("face-caption", "Face of seed 5, changed");
    try (FaceGenerator faces = FaceGenerator.load(export.model())) {
      float[] latent = faces.latent(5);
      latent[1] += 3;
      FacePage.checkSame(faces.generate(latent), page.canvas("#face"));
    }
    page.run("document.getElementById('face-download').click()");
    page.await("window.names.length === 1");
    assertThat(page.run("window.names.join()").asText()).isEqualTo("face-5-smile+3.0.png");
    page.close();
  }

  @Test
  void changedFace_isDownloadedUnderAnotherName() throws Exception {
    FacePage page = served(tiny);
    page.submit("face-form", "seed", "7");
    page.awaitText("face-caption", "Face of seed 7");
    page.run(
        """
        window.names = [];
        HTMLAnchorElement.prototype.click = function () { window.names.push(this.download); };
        document.getElementById("face-download").click();
        """);
    page.await("window.names.length === 1");
    page.run(
        """
        (() => {
          const [first, second] = document.querySelectorAll("#sliders input");
          first.value = 2;
          first.dispatchEvent(new Event("input"));
          second.value = -0.5;
          second.dispatchEvent(new Event("input"));
          document.getElementById("face-download").click();
        })()
        """);
    page.await("window.names.length === 2");
    assertThat(page.run("window.names.join()").asText())
        .isEqualTo("face-7.png,face-7-d1+2.0-d2-0.5.png");
    page.close();
  }

  /** At 320x256, a desktop at 400 %, and on a phone held sideways it would cover the controls. */
  @ParameterizedTest
  @CsvSource({"320, 256, static", "640, 360, static", "390, 844, sticky", "1280, 800, static"})
  void face_staysInSightWhereThereIsHeight(int width, int height, String position)
      throws Exception {
    FacePage page = served(tiny);
    page.resize(width, height);
    assertThat(
            page.run("getComputedStyle(document.querySelector('.face figure')).position").asText())
        .isEqualTo(position);
    page.close();
  }

  @Test
  void workerThatAPolicyForbids_isNamedWithoutAdviceOnArchives() throws Exception {
    WebExport export = copy();
    Path index = export.page().resolve("index.html");
    String policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">";
    Files.writeString(index, Files.readString(index).replace("<head>", "<head>" + policy));
    assertThatThrownBy(() -> served(export))
        .hasMessageContaining("Content-Security-Policy")
        .hasMessageContaining("worker-src blob:")
        .hasMessageNotContaining("archive");
  }

  @Test
  void page_worksUnderThePolicyThatTheReadmeNames() throws Exception {
    WebExport export = copy();
    Path index = export.page().resolve("index.html");
    String policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src"
            + " 'self' 'wasm-unsafe-eval'; worker-src blob:\">";
    Files.writeString(index, Files.readString(index).replace("<head>", "<head>" + policy));
    served(export).close();
  }

  /** The latent of a seed, moved along the first direction. */
  private static float[] moved(long seed, double amount) throws Exception {
    JsonNode json = new GraphModelReader(tiny.page().resolve("model")).json();
    JsonNode direction = json.at("/userDefinedMetadata/latent_directions/0");
    float[] latent = Latents.of(seed, TinyNetworks.LATENT);
    for (int i = 0; i < latent.length; i++) {
      latent[i] += (float) (amount * direction.get(i).asDouble());
    }
    return latent;
  }

  @Test
  void walk_isTheInterpolationBetweenTheSeeds() throws Exception {
    FacePage page = served(tiny);
    page.run("document.getElementById('from').value = '11'");
    page.submit("walk-form", "to", "12");
    page.await(
        """
        document.querySelector("#walk canvas:last-child").getAttribute("aria-label")
          === "Image 8 of 8 on the way from seed 11 to seed 12"
        """);
    try (FaceGenerator faces = FaceGenerator.load(tiny.model())) {
      List<float[]> way =
          Walk.through(List.of(faces.latent(11), faces.latent(12))).frames(8).latents();
      List<BufferedImage> walk = faces.generate(way);
      for (int i = 0; i < 8; i++) {
        FacePage.checkSame(walk.get(i), page.canvas("#walk canvas:nth-child(%d)".formatted(i + 1)));
      }
    }
    page.close();
  }

  @Test
  void chosenFace_isDrawnLarge() throws Exception {
    FacePage page = served(tiny);
    page.await("document.querySelectorAll('#grid [aria-label^=\"Face of seed\"]').length === 16");
    page.run("document.querySelector('#grid button').click()");
    page.await(
        """
        document.getElementById("face").getAttribute("aria-label")
          === document.querySelector("#grid canvas").getAttribute("aria-label")
        """);
    assertThat(page.canvas("#face")).isEqualTo(page.canvas("#grid canvas"));
    assertThat(page.run("document.activeElement.id").asText()).isEqualTo("face-heading");
    assertThat(page.run("document.getElementById('face-caption').role").asText())
        .isEqualTo("status");
    page.close();
  }

  @Test
  void page_asksForItsOwnFilesAlone() throws Exception {
    FacePage page = served(tiny);
    JsonNode asked =
        page.run("performance.getEntriesByType('resource').map((entry) => entry.name)");
    String home = server.address(folder.relativize(tiny.page()) + "/");
    assertThat(asked).hasSizeGreaterThan(10);
    asked.forEach(address -> assertThat(address.asText()).startsWith(home));
    assertThat(asked.toString()).contains("model/model.json").doesNotContain("embedded");
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "group1-shard1of1.bin"})
  void missingFile_isNamed(String name) throws Exception {
    WebExport export = copy();
    Files.delete(export.page().resolve("model").resolve(name));
    Files.delete(export.page().resolve("embedded").resolve(name + ".js"));
    String remedy =
        " If this page was opened from an archive, unpack all of it and open index.html again; or"
            + " put the folder on a web server.";
    assertThatThrownBy(() -> served(export))
        .hasMessageContaining(
            "No face can be drawn here: the file model/%s cannot be read (status 404): it belongs"
                    .formatted(name)
                + " beside this page."
                + remedy);
    assertThatThrownBy(
            () -> new FacePage(browser, export.page().resolve("index.html").toUri() + "").ready())
        .hasMessageContaining(
            "No face can be drawn here: the file embedded/%s.js cannot be read: keep it beside this"
                    .formatted(name)
                + " page."
                + remedy);
  }

  /** Returns a page that a test may change. */
  private static WebExport copy() throws Exception {
    Path page = Files.createTempDirectory(folder, "page");
    PathUtils.copyDirectory(tiny.page(), page);
    return new WebExport(tiny.model(), page);
  }

  private static FacePage served(WebExport export) throws Exception {
    FacePage page =
        new FacePage(browser, server.address(folder.relativize(export.page()) + "/index.html"));
    page.ready();
    return page;
  }
}
