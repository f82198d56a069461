package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

/** An exported page that is open in the browser. Pixels are red, green, blue and opacity. */
final class FacePage {
  private static final String READY =
      """
      (() => {
        const status = document.getElementById("status");
        if (status?.className === "problem") {
          throw new Error(status.textContent);
        }
        return typeof facegan !== "undefined" && !!facegan.model;
      })()
      """;

  private final BrowserPage page;

  FacePage(Chromium browser, String address) throws Exception {
    page = browser.open(address);
  }

  /** Waits until it can draw. */
  void ready() throws Exception {
    page.await(READY);
  }

  JsonNode run(String script) throws Exception {
    return page.run(script);
  }

  void await(String script) throws Exception {
    page.await(script);
  }

  /** Returns the text of an element. */
  String text(String id) throws Exception {
    return page.run("document.getElementById('%s').textContent".formatted(id)).asText();
  }

  /** Waits until an element has a text. */
  void awaitText(String id, String text) throws Exception {
    page.await("document.getElementById('%s').textContent === '%s'".formatted(id, text));
  }

  /** Types into a field of a form and submits it. */
  void submit(String form, String field, String text) throws Exception {
    page.run(
        """
        document.getElementById("%s").value = "%s";
        document.getElementById("%s").requestSubmit();
        """
            .formatted(field, text, form));
  }

  /** Has it draw the face of a seed. */
  byte[] drawn(long seed) throws Exception {
    return pixels(
        """
        facegan.model.draw(facegan.latents.of(facegan.latents.parseSeed("%d"),
          facegan.model.latentSize))
        """
            .formatted(seed));
  }

  /** Returns what a canvas shows. */
  byte[] canvas(String selector) throws Exception {
    return pixels(
        """
        (async (canvas) =>
          canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height))(
          document.querySelector("%s"))
        """
            .formatted(selector));
  }

  private byte[] pixels(String promise) throws Exception {
    JsonNode text =
        page.run(
            promise.strip()
                + ".then(({ data }) =>"
                + " btoa(Array.from(data, (b) => String.fromCharCode(b)).join('')))");
    return Base64.getDecoder().decode(text.asText());
  }

  /** Gives the window a size, as a phone's or a magnified one. */
  void resize(int width, int height) throws Exception {
    page.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void close() throws Exception {
    page.close();
  }

  /** Checks that no value is further than one level off, in an image that is not flat. */
  static void checkSame(BufferedImage expected, byte[] actual) {
    int[] levels =
        expected
            .getRaster()
            .getPixels(0, 0, expected.getWidth(), expected.getHeight(), (int[]) null);
    int bands = expected.getRaster().getNumBands();
    assertThat(actual).hasSize(levels.length / bands * 4);
    int most = 0;
    for (int i = 0; i < actual.length; i++) {
      int level = i % 4 == 3 ? 255 : levels[i / 4 * bands + i % 4 % bands];
      most = Math.max(most, Math.abs(level - Byte.toUnsignedInt(actual[i])));
    }
    assertThat(most).as("largest difference of 255 levels").isLessThanOrEqualTo(1);
    assertThat(IntStream.of(levels).max().orElseThrow() - IntStream.of(levels).min().orElseThrow())
        .as("range of levels")
        .isGreaterThan(30);
  }
}
