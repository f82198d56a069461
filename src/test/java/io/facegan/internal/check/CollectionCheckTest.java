package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.facegan.data.Framing;
import io.facegan.drawn.DrawnFaces;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
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
  private final Made made = new Made();

  @Test
  void counts_areThoseOfTheCollection() {
    BufferedImage palette = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage deep = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    made.add("a", Made.plain(20, 20, Color.RED))
        .bad("broken", "it is empty")
        .add("b", Made.plain(20, 10, Color.RED))
        .add(
            "c", () -> SourceImage.of(Made.plain(20, 20, Color.GRAY), "JPEG").with(ImageTrait.CMYK))
        .add("d", () -> SourceImage.of(palette, "GIF").with(ImageTrait.FIRST_OF_SEVERAL))
        .add("e", deep)
        .add("f", new BufferedImage(18, 30, BufferedImage.TYPE_INT_ARGB))
        .add(
            "g",
            () -> SourceImage.of(Made.plain(20, 20, Color.BLUE), "JPEG").with(ImageTrait.TURNED))
        .add(
            "h",
            () -> SourceImage.of(Made.plain(8, 8, Color.RED), "BMP").with(ImageTrait.MISNAMED));

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

    assertThat(report.pictures()).isEqualTo(9);
    assertThat(report.usable()).isEqualTo(8);
    assertThat(report.sizes())
        .containsExactly(entry("20x20", 4), entry("20x10", 2), entry("8x8", 1), entry("18x30", 1));
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
        made.bad("bad\n" + i, "reason " + i % 2);
      } else {
        made.add("good " + i, Made.plain(30, 30, Color.RED));
      }
    }

    CollectionReport report =
        CollectionCheck.of(made, new Packing(SHAPE, Framing.AUTO, Color.WHITE, true));

    assertThat(report.skipped())
        .containsExactlyElementsOf(
            IntStream.range(0, 14)
                .mapToObj(i -> new Skipped("bad " + 3 * i, "reason " + i % 2))
                .toList());
  }

  @Test
  void boxOutsideThePicture_isAReasonToSkipIt() {
    made.add("small", Made.plain(20, 20, Color.RED)).add("large", Made.plain(40, 40, Color.RED));

    CollectionReport report =
        CollectionCheck.of(
            made, new Packing(SHAPE, Framing.box(10, 0, 16, 16), Color.WHITE, false));

    assertThat(report.skipped())
        .containsExactly(
            new Skipped("small", "the box:10,0,16x16 does not lie in its 20x20 pixels"));
  }

  @Test
  void nearDuplicates_areFoundWhateverTheFraming() {
    for (int i = 0; i < 5; i++) {
      made.add("face " + i, face(i));
    }
    made.add("large 3", Made.scaled(face(3), 128, 128))
        .add("small 3", Made.scaled(face(3), 40, 40));
    made.add("again 1", face(1));

    for (Framing framing : List.of(Framing.AUTO, Framing.CROP, Framing.RESIZE)) {
      CollectionReport report =
          CollectionCheck.of(made, new Packing(SHAPE, framing, Color.WHITE, false));

      assertThat(report.nearDuplicates())
          .containsExactly(List.of("large 3", "face 3", "small 3"), List.of("face 1", "again 1"));
      assertThat(report.blank()).isEmpty();
    }
  }

  @Test
  void blankPictures_areNamedAndAreNoDuplicates() {
    made.add("white", Made.plain(20, 20, Color.WHITE))
        .add("face", face(0))
        .add("also white", Made.plain(50, 20, Color.WHITE))
        .add("blue", Made.plain(20, 20, Color.BLUE));

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

    assertThat(report.blank()).containsExactly("white", "also white", "blue");
    assertThat(report.nearDuplicates()).isEmpty();
  }

  @Test
  void contactSheet_isSpreadOverTheUsablePictures() {
    // 90 pictures, each of another red, every 10th unusable: 81 are left, of which 64 are shown.
    List<Integer> reds = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      if (i % 10 == 9) {
        made.bad("bad", "it is empty");
      } else {
        reds.add(i);
        made.add("red " + i, Made.plain(16, 16, new Color(i, 7, 200)));
      }
    }

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

    assertThat(report.contactSheet().shape()).isEqualTo(SHAPE);
    assertThat(report.contactSheet().count()).isEqualTo(64);
    byte[] pixels = report.contactSheet().pixels();
    for (int picture = 0; picture < 64; picture++) {
      int red = reds.get(picture * 81 / 64);
      for (int pixel = 0; pixel < 256; pixel++) {
        int at = picture * SHAPE.size() + 3 * pixel;
        assertThat(new byte[] {pixels[at], pixels[at + 1], pixels[at + 2]})
            .containsExactly(red, 7, 200);
      }
    }
  }

  @Test
  void contactSheet_ofLargePicturesHasFewer() {
    for (int i = 0; i < 6; i++) {
      made.add("face " + i, face(i));
    }

    assertThat(sheet(ImageShape.rgb(512, 512))).isEqualTo(6);
    assertThat(sheet(new ImageShape(1_024, 1_024, 1))).isEqualTo(4);
    assertThat(sheet(new ImageShape(1_024, 4_100, 1))).isEqualTo(1);
  }

  private int sheet(ImageShape shape) {
    return CollectionCheck.of(made, Packing.of(shape)).contactSheet().count();
  }

  @Test
  void meanFace_isTheRoundedMeanOfAllFramedPictures() {
    made.add("a", Made.plain(16, 16, new Color(0, 10, 255)))
        .bad("b", "it is empty")
        .add("c", Made.plain(40, 16, new Color(1, 20, 255)))
        .add("d", Made.plain(16, 16, new Color(1, 30, 254)));

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

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
  void noUsablePicture_givesAReportWithoutSuggestion() {
    made.bad("a", "it is empty").bad("b", "it is cut off");

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

    assertThat(report.usable()).isZero();
    assertThat(report.skipped()).hasSize(2);
    assertThat(report.suggestion()).isEmpty();
    assertThat(report.contactSheet().count()).isZero();
    assertThat(report.meanFace().count()).isZero();
    assertThat(report.text()).contains("it is cut off").doesNotContain("Suggestion");
    assertThat(report.html()).contains("it is cut off").doesNotContain("<img", "Suggestion");
  }

  @Test
  void progress_tellsEveryPictureInOrder() {
    for (int i = 0; i < 25; i++) {
      made.add("face " + i, face(i));
    }
    List<Long> told = new ArrayList<>();

    CollectionCheck.of(made, Packing.of(SHAPE), told::add);

    assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
  }

  @Test
  void pictureThatIsGoneTheSecondTime_isMissingFromTheSheetAlone() {
    int[] reads = {0};
    made.add("face", face(0))
        .add(
            "fleeting",
            () -> {
              if (reads[0]++ > 0) {
                throw new IOException("it is gone");
              }
              return faces.read(1);
            });

    CollectionReport report = CollectionCheck.of(made, Packing.of(SHAPE));

    assertThat(report.usable()).isEqualTo(2);
    assertThat(report.skipped()).isEmpty();
    assertThat(report.contactSheet().count()).isEqualTo(1);
  }

  @Test
  void interruption_endsTheCheck() {
    for (int i = 0; i < 500; i++) {
      made.add("face " + i, face(i % 30));
    }
    Thread checking = Thread.currentThread();

    assertThatThrownBy(
            () ->
                CollectionCheck.of(
                    made,
                    Packing.of(SHAPE),
                    done -> {
                      if (done == 3) {
                        checking.interrupt();
                      }
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted while reading pictures");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(made.reads.get()).isLessThan(500);
  }

  private BufferedImage face(int index) {
    try {
      return faces.read(index).image();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
