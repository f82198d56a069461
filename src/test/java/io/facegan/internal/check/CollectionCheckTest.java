package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.facegan.data.Framing;
import io.facegan.drawn.DrawnFaces;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.check.CollectionReport.Duplicate;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.Skipped;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CollectionCheckTest {
  private static final ImageShape SHAPE = ImageShape.rgb(16, 16);

  private final DrawnFaces faces = new DrawnFaces(11, 30, 64);
  private final TestSource source = new TestSource();

  @Test
  void counts_areThoseOfTheCollection() {
    BufferedImage palette = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage deep = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    source
        .add("a", TestSource.plain(20, 20, Color.RED))
        .bad("broken", "it is empty")
        .add("b", TestSource.plain(20, 10, Color.RED))
        .add(
            "c",
            () ->
                SourceImage.of(TestSource.plain(20, 20, Color.GRAY), "JPEG").with(ImageTrait.CMYK))
        .add("d", () -> SourceImage.of(palette, "GIF").with(ImageTrait.FIRST_OF_SEVERAL))
        .add("e", deep)
        .add("f", new BufferedImage(18, 30, BufferedImage.TYPE_INT_ARGB))
        .add(
            "g",
            () ->
                SourceImage.of(TestSource.plain(20, 20, Color.BLUE), "JPEG")
                    .with(ImageTrait.TURNED))
        .add(
            "h",
            () ->
                SourceImage.of(TestSource.plain(8, 8, Color.RED), "BMP").with(ImageTrait.MISNAMED));

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.images()).isEqualTo(9);
    assertThat(report.usable()).isEqualTo(8);
    assertThat(report.sizes())
        .containsExactly(
            new SizeCount(20, 20, 4),
            new SizeCount(20, 10, 2),
            new SizeCount(8, 8, 1),
            new SizeCount(18, 30, 1));
    assertThat(report.formats())
        .containsEntry("PNG", 4)
        .containsEntry("JPEG", 2)
        .containsEntry("BMP", 1)
        .containsEntry("GIF", 1)
        .hasSize(4);
    assertThat(report.formats().keySet()).startsWith("PNG", "JPEG");
    assertThat(report.traits())
        .containsExactly(
            entry(ImageTrait.GREY, 1),
            entry(ImageTrait.PALETTE, 1),
            entry(ImageTrait.ALPHA, 1),
            entry(ImageTrait.CMYK, 1),
            entry(ImageTrait.DEEP, 1),
            entry(ImageTrait.TURNED, 1),
            entry(ImageTrait.FIRST_OF_SEVERAL, 1),
            entry(ImageTrait.MISNAMED, 1));
    assertThat(report.enlarged()).as("20x10 twice and 8x8").isEqualTo(3);
    assertThat(report.colourless()).as("grey, black, black and white").isEqualTo(4);
  }

  @Test
  void skipped_areAllNamedInTheSourcesOrder() {
    for (int i = 0; i < 40; i++) {
      if (i % 3 == 0) {
        source.bad("bad\n" + i, "reason " + i % 2);
      } else {
        source.add("good " + i, TestSource.plain(30, 30, Color.RED));
      }
    }

    CollectionReport report =
        CollectionCheck.of(source, new Packing(SHAPE, Framing.AUTO, Color.WHITE, true));

    assertThat(report.skipped())
        .containsExactlyElementsOf(
            IntStream.range(0, 14)
                .mapToObj(i -> new Skipped("bad " + 3 * i, "reason " + i % 2))
                .toList());
  }

  @Test
  void boxOutsideTheImage_isAReasonToSkipIt() {
    source
        .add("small", TestSource.plain(20, 20, Color.RED))
        .add("large", TestSource.plain(40, 40, Color.RED));

    CollectionReport report =
        CollectionCheck.of(
            source, new Packing(SHAPE, Framing.box(10, 0, 16, 16), Color.WHITE, false));

    assertThat(report.skipped())
        .containsExactly(
            new Skipped("small", "the box:10,0,16x16 does not lie in its 20x20 pixels"));
  }

  @Test
  void nearDuplicates_areFoundWhateverTheFraming() {
    for (int i = 0; i < 5; i++) {
      source.add("face " + i, face(i));
    }
    source
        .add("large 3", TestSource.scaled(face(3), 128, 128))
        .add("small 3", TestSource.scaled(face(3), 40, 40));
    source.add("again 1", face(1));

    for (Framing framing : List.of(Framing.AUTO, Framing.CROP, Framing.RESIZE)) {
      CollectionReport report =
          CollectionCheck.of(source, new Packing(SHAPE, framing, Color.WHITE, false));

      assertThat(report.duplicates())
          .extracting(group -> group.stream().map(Duplicate::name).toList())
          .containsExactly(List.of("large 3", "face 3", "small 3"), List.of("face 1", "again 1"));
      assertThat(report.blank()).isEmpty();
    }
  }

  @Test
  void blankImages_areNamedAndAreNoDuplicates() {
    source
        .add("white", TestSource.plain(20, 20, Color.WHITE))
        .add("face", face(0))
        .add("also white", TestSource.plain(50, 20, Color.WHITE))
        .add("blue", TestSource.plain(20, 20, Color.BLUE));

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.blank()).containsExactly("white", "also white", "blue");
    assertThat(report.duplicates()).isEmpty();
  }

  @Test
  void contactSheet_isSpreadOverTheUsableImages() {
    // 90 images, each of another red, every 10th unusable: 81 are left, of which 64 are shown.
    List<Integer> reds = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      if (i % 10 == 9) {
        source.bad("bad", "it is empty");
      } else {
        reds.add(i);
        source.add("red " + i, TestSource.plain(16, 16, new Color(i, 7, 200)));
      }
    }

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.contactSheet().shape()).isEqualTo(SHAPE);
    assertThat(report.contactSheet().count()).isEqualTo(64);
    byte[] pixels = report.contactSheet().pixels();
    for (int image = 0; image < 64; image++) {
      int red = reds.get(image * 81 / 64);
      for (int pixel = 0; pixel < 256; pixel++) {
        int at = image * SHAPE.size() + 3 * pixel;
        assertThat(new byte[] {pixels[at], pixels[at + 1], pixels[at + 2]})
            .containsExactly(red, 7, 200);
      }
    }
  }

  @Test
  void contactSheet_ofLargeImagesHasFewer() {
    for (int i = 0; i < 6; i++) {
      source.add("face " + i, face(i));
    }

    assertThat(sheet(ImageShape.rgb(512, 512))).isEqualTo(6);
    assertThat(sheet(new ImageShape(1_024, 1_024, 1))).isEqualTo(4);
    assertThat(sheet(new ImageShape(1_024, 4_100, 1))).isEqualTo(1);
  }

  private int sheet(ImageShape shape) {
    return CollectionCheck.of(source, Packing.of(shape)).contactSheet().count();
  }

  @Test
  void meanFace_isTheRoundedMeanOfAllFramedImages() {
    source
        .add("a", TestSource.plain(16, 16, new Color(0, 10, 255)))
        .bad("b", "it is empty")
        .add("c", TestSource.plain(40, 16, new Color(1, 20, 255)))
        .add("d", TestSource.plain(16, 16, new Color(1, 30, 254)));

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.meanFace().count()).isEqualTo(1);
    byte[] wanted = new byte[SHAPE.size()];
    for (int i = 0; i < wanted.length; i += 3) {
      wanted[i] = 1;
      wanted[i + 1] = 20;
      wanted[i + 2] = (byte) 255;
    }
    assertThat(report.meanFace().pixels()).containsExactly(wanted);
  }

  @Test
  void noUsableImage_givesAReportWithoutSuggestion() {
    source.bad("a", "it is empty").bad("b", "it is cut off");

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.usable()).isZero();
    assertThat(report.skipped()).hasSize(2);
    assertThat(report.suggestion()).isEmpty();
    assertThat(report.contactSheet().count()).isZero();
    assertThat(report.meanFace().count()).isZero();
    assertThat(report.text()).contains("it is cut off").doesNotContain("Suggestion");
    assertThat(report.html()).contains("it is cut off").doesNotContain("<img", "Suggestion");
  }

  @Test
  void progress_tellsEveryImageInOrder() {
    for (int i = 0; i < 25; i++) {
      source.add("face " + i, face(i));
    }
    List<Long> told = new ArrayList<>();

    CollectionCheck.of(source, Packing.of(SHAPE), told::add);

    assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
  }

  @Test
  void imageThatIsGoneTheSecondTime_isMissingFromTheSheetAlone() {
    int[] reads = {0};
    source
        .add("face", face(0))
        .add(
            "fleeting",
            () -> {
              if (reads[0]++ > 0) {
                throw new IOException("it is gone");
              }
              return faces.read(1);
            });

    CollectionReport report = CollectionCheck.of(source, Packing.of(SHAPE));

    assertThat(report.usable()).isEqualTo(2);
    assertThat(report.skipped()).isEmpty();
    assertThat(report.contactSheet().count()).isEqualTo(1);
  }

  @Test
  void interruption_endsTheCheck() {
    for (int i = 0; i < 500; i++) {
      source.add("face " + i, face(i % 30));
    }
    Thread checking = Thread.currentThread();

    assertThatThrownBy(
            () ->
                CollectionCheck.of(
                    source,
                    Packing.of(SHAPE),
                    done -> {
                      if (done == 3) {
                        checking.interrupt();
                      }
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(source.reads.get()).isLessThan(500);
  }

  private BufferedImage face(int index) {
    try {
      return faces.read(index).image();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
