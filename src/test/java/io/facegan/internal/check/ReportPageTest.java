package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.data.Labelling;
import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.data.Packing;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final Packing PACKING = Packing.of(ImageShape.rgb(32, 32));
  private static final String EVIL =
      "<script>alert('x')</script>\" onload=\"&amp; \u0000\uFFFE.png";
  private static final String HARMLESS = "<script>alert('x')</script>\" onload=\"&amp; \uFFFD.png";

  private final DrawnFaces faces = new DrawnFaces(11, 30, 64);
  private final TestSource source = new TestSource();

  @Test
  void page_isWellFormedAndHasTheReportsParts() throws Exception {
    for (int i = 0; i < 20; i++) {
      int face = i;
      source.add("face " + i, () -> faces.read(face)).add("copy " + i, () -> faces.read(face));
    }
    source.bad("bad.jpg", "it is empty").add("white.png", TestSource.plain(30, 20, Color.WHITE));

    Document page = parse(CollectionCheck.of(source, PACKING).html());

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(texts(page, "title")).containsExactly("Image check: made images");
    assertThat(texts(page, "h1")).containsExactly("Image check");
    assertThat(texts(page, "h2"))
        .containsExactly(
            "Suggestion",
            "As the network sees them",
            "Sizes and formats",
            "Cannot be used and are skipped",
            "Blank",
            "Near-duplicates");
    assertThat(texts(page, "h3")).containsExactly("1 image: it is empty");
    assertThat(texts(page, "dd")).containsExactly("42", "41", "1", "1", "20", "1");
    assertThat(texts(page, "bdi")).contains("bad.jpg", "white.png", "face 19", "copy 19");
    assertThat(texts(page, "code"))
        .startsWith("--recipe portrait --size 64 --framing auto")
        .contains("--mirror");
  }

  @Test
  void images_areInThePage_andSayWhatTheyAre() throws Exception {
    for (int i = 0; i < 10; i++) {
      int face = i;
      source.add("face " + i, () -> faces.read(face));
    }
    source.add("again", () -> faces.read(4));
    CollectionReport report = CollectionCheck.of(source, PACKING);

    List<Element> images = elements(parse(report.html()), "img");

    assertThat(images)
        .extracting(image -> image.getAttribute("alt"))
        .containsExactly(
            "11 images spread over the collection, 8 in a row",
            "Mean of all framed images",
            "face 4",
            "again");
    assertSame(decoded(images.get(0)), report.contactSheet(), 8);
    assertSame(decoded(images.get(1)), report.meanFace(), 1);
    assertThat(images.get(2).getAttribute("src")).isEqualTo(images.get(3).getAttribute("src"));
  }

  @Test
  void thumbnails_areSmallAndWhole() throws Exception {
    BufferedImage edge = TestSource.plain(128, 128, Color.WHITE);
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 32; x++) {
        edge.setRGB(x, y, 0);
      }
    }
    source.add("one", edge).add("two", edge);

    Document page = parse(CollectionCheck.of(source, Packing.of(ImageShape.rgb(128, 128))).html());

    BufferedImage small = decoded(elements(page, "img").get(2));
    assertThat(small.getWidth()).isEqualTo(64);
    assertThat(small.getHeight()).isEqualTo(64);
    assertThat(small.getRGB(13, 0) & 0xFFFFFF).isZero();
    assertThat(small.getRGB(18, 63) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void largeGroups_showSomeImagesAndNameSomeMore() throws Exception {
    for (int i = 0; i < 60; i++) {
      source.add("copy " + i, () -> faces.read(0));
    }

    String html = CollectionCheck.of(source, PACKING).html();

    Element group = elements(parse(html), "ol").get(0);
    assertThat(group.getElementsByTagName("img").getLength()).isEqualTo(6);
    assertThat(group.getElementsByTagName("bdi").getLength()).isEqualTo(56);
    assertThat(group.getTextContent())
        .contains("copy 0 64x64copy 1 64x64")
        .contains("and copy 6 64x64, copy 7 64x64,")
        .endsWith("copy 55 64x64 and 4 more\n");
  }

  @Test
  void labels_areATableOfCounts() throws Exception {
    for (int i = 0; i < 24; i++) {
      int face = i;
      source.add("label<" + i % 21 + ">/" + i, () -> faces.read(face));
    }

    String html =
        CollectionCheck.of(source, PACKING)
            .html(Optional.of(LabelsReport.of(source, Labelling.FOLDERS)));

    Document page = parse(html);
    assertThat(texts(page, "h2")).contains("Labels");
    assertThat(texts(page, "caption")).contains("Images of the first 20 of 21");
    assertThat(texts(page, "th")).contains("label<0>", "label<8>").doesNotContain("label<9>");
    assertThat(texts(page, "li").toString()).contains("21 labels", "learnt by heart");
  }

  @Test
  void namesAndReasons_cannotBecomeMarkup() throws Exception {
    source
        .add(EVIL, () -> faces.read(0))
        .add("copy of " + EVIL, () -> faces.read(0))
        .add("white " + EVIL, TestSource.plain(30, 20, Color.WHITE))
        .bad("bad " + EVIL, "because of " + EVIL);

    String html = CollectionCheck.of(source, PACKING).html();

    Document page = parse(html);
    assertThat(html).doesNotContain("<script");
    assertThat(elements(page, "script")).isEmpty();
    assertThat(texts(page, "bdi"))
        .contains(HARMLESS, "copy of " + HARMLESS, "white " + HARMLESS, "bad " + HARMLESS);
    assertThat(elements(page, "img"))
        .extracting(image -> image.getAttribute("alt"))
        .contains(HARMLESS);
    for (Element element : elements(page, "*")) {
      assertThat(element.hasAttribute("onload")).isFalse();
    }
  }

  @Test
  void page_needsNothingFromElsewhere() throws Exception {
    source.add("face", () -> faces.read(0));

    String html = CollectionCheck.of(source, PACKING).html();

    assertThat(html).doesNotContain("url(", "@import", "<link", "<iframe");
    assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replaceAll("base64,[^\"]*", ""))
        .doesNotContain("http:", "https:", "//");
    assertThat(elements(parse(html), "img"))
        .isNotEmpty()
        .allSatisfy(
            image -> assertThat(image.getAttribute("src")).startsWith("data:image/png;base64,"));
  }

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document page, String name) {
    return elements(page, name).stream().map(Element::getTextContent).toList();
  }

  private static BufferedImage decoded(Element image) throws IOException {
    String base64 = image.getAttribute("src").replace("data:image/png;base64,", "");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  /** Compares every pixel of every image; there are 2 pixels between two of them. */
  private static void assertSame(BufferedImage grid, ImageBatch batch, int columns) {
    int side = batch.shape().width();
    for (int i = 0; i < batch.count(); i++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        int x = i % columns * (side + 2) + pixel % side;
        int y = i / columns * (side + 2) + pixel / side;
        int at = (i * side * side + pixel) * 3;
        byte[] pixels = batch.pixels();
        int wanted = (pixels[at] & 255) << 16 | (pixels[at + 1] & 255) << 8 | pixels[at + 2] & 255;
        assertThat(grid.getRGB(x, y) & 0xFFFFFF).as("image %d at %d", i, pixel).isEqualTo(wanted);
      }
    }
  }
}
