package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path temp;

  @Test
  void help_explainsEveryOptionAndShowsExamples() {
    Cli help = Cli.run("check", "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: facegan check [--images PATH] [--html FILE.html] [OPTIONS]")
        .contains("--images=PATH", "--framing=HOW", "--background=#RRGGBB", "--networks=NAME")
        .contains("--size=SIZE", "--grey", "--html=FILE", "--help", "--debug")
        .contains("\nExamples:\n  facegan check --images faces\n");
    assertThat(help.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(Cli.run("--help").out()).containsPattern("\n  check +Checks a collection of images");
  }

  @Test
  void badImages_areToldAndTheCodeIsZero() throws IOException {
    Path faces = Cli.images(temp.resolve("faces"), 3);
    Files.writeString(faces.resolve("page.jpg"), "<!DOCTYPE html>");

    Cli check = Cli.run("check", "--images", faces, "--networks", "small", "--size", 16);

    assertThat(check.code()).isZero();
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .startsWith("4 images in folder " + faces + "\n")
        .contains("\n          3  16x16\n")
        .contains("As the network sees them: 16x16, --framing auto\n          3  can be used\n")
        .contains("1  it is a web page, probably from a failed download: fetch it again")
        .contains("               page.jpg\n")
        .endsWith(
            "\n\nnext: facegan train --images "
                + faces
                + " --recipe portrait --size 16 --framing auto\n");
  }

  @Test
  void options_decideWhatTheNetworkSees() throws IOException {
    Path faces = Cli.images(temp.resolve("faces"), 3);

    Cli check =
        Cli.run(
            "check",
            "--images",
            faces,
            "--recipe",
            "tutorial",
            "--size",
            "60x50",
            "--grey",
            "--framing",
            "box:2,2,8x8",
            "--background",
            "#000000");

    assertThat(check.code()).isZero();
    assertThat(check.out())
        .contains("As the network sees them: 60x50, --framing box:2,2,8x8")
        .contains("\n          3  of them are smaller and are enlarged\n")
        .contains("--framing box:2,2,8x8 --grey\n");
  }

  @Test
  void html_isWrittenWithItsFolder() throws IOException {
    Path faces = Cli.images(temp.resolve("faces"), 3);
    Path html = temp.resolve("reports/faces.html");

    Cli check = Cli.run("check", "--images", faces, "--html", html);

    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("\n\nwrote " + html + "\nnext: facegan train");
    assertThat(html)
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("<img src=\"data:")
        .endsWith("</html>\n");
  }

  @Test
  void html_isRefusedBeforeTheImagesAreLookedAt() throws IOException {
    Path missing = temp.resolve("missing");
    Path folder = Files.createDirectory(temp.resolve("folder.html"));
    Path file = Files.createFile(temp.resolve("file"));

    assertThat(Cli.run("check", "--images", missing, "--html", folder))
        .isEqualTo(new Cli(1, "", "facegan: HTML file " + folder + " is a folder: name a file\n"));
    assertThat(Cli.run("check", "--images", missing, "--html", file.resolve("page.html")))
        .isEqualTo(
            new Cli(
                1,
                "",
                "facegan: HTML file %s cannot be made, because %s is no folder that can be written: choose another\n"
                    .formatted(file.resolve("page.html"), file)));
    assertThat(Cli.run("check", "--images", missing, "--html", "faces.zip"))
        .isEqualTo(
            new Cli(
                2,
                "",
                "facegan: --html faces.zip is not the name of an HTML file: choose one that ends with .html\n"
                    + "See: facegan check --help\n"));
  }

  @Test
  void noUsableImage_failsAfterTheReport() throws IOException {
    Files.writeString(temp.resolve("page.jpg"), "<!DOCTYPE html>");
    Files.createFile(temp.resolve("empty.png"));
    Path html = temp.resolve("report.html");

    Cli check = Cli.run("check", "--images", temp, "--html", html);

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("2 images in folder", "it is empty", "wrote " + html)
        .doesNotContain("next:");
    assertThat(check.err())
        .isEqualTo(
            "facegan: none of the 2 images in folder %s can be used: see the reasons above\n"
                .formatted(temp));
    assertThat(html).exists();
  }

  @Test
  void impossibleSize_isRefusedAsByPlan() {
    assertThat(Cli.run("check", "--recipe", "tutorial", "--size", 101).err())
        .isEqualTo(Cli.run("plan", "--recipe", "tutorial", "--size", 101).err())
        .contains("nearest sizes are 100 and 102");
  }

  @Test
  void withoutImages_theFirstDrawnFacesAreLookedAt() {
    Cli check = Cli.run("check", "--networks", "small", "--size", 16);

    assertThat(check.code()).isZero();
    assertThat(check.out())
        .startsWith("1,000 images in 1,000 drawn faces of 16x16 (seed 42)\n")
        .contains("\nnext: facegan train --recipe portrait --size 16 --framing auto\n");
    assertThat(DrawnFaces.DEFAULT_COUNT).isGreaterThan(1_000);
  }
}
