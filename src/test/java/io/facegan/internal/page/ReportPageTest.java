package io.facegan.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.internal.report.Runs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  @TempDir private Path temp;

  @Test
  void page_tellsAllOfARun() throws IOException {
    SomeRun run = SomeRun.in(temp.resolve("run"), 40).grid(0).grid(40);
    run.add(SomeRun.step(20, 0, 2) + SomeRun.step(40, 0, 1.5));
    run.add(SomeRun.event(20, "warning", "all are the same"));
    Files.writeString(run.folder().resolve("skipped.txt"), "a.jpg\tit is empty\n");

    String html = html(run);

    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .endsWith("</html>\n")
        .contains("<h1>run</h1>", "Step 40 of 40 (100 %).", ">all steps are done</span>")
        .contains("ln 2, balance", "Losses over 40 steps: generator from 2 to 1.5; discriminator")
        .contains("<dt>verdict</dt><dd>rough</dd>", "<dt>peak memory</dt><dd>3.0 MB</dd>")
        .contains("<th scope=\"row\">kernel distance</th><td>2.50</td>\n<td>0.13</td>")
        .contains("alt=\"grid of faces, step 0\"", "alt=\"grid of faces, real images\"")
        .contains("all are the same", "<th scope=\"row\">a.jpg</th><td>it is empty</td>")
        .contains("java -jar facegan.jar resume ", " --steps 80</dd>", "<h2>Model card</h2>");
    // It asks nobody for anything.
    assertThat(html)
        .doesNotContainPattern("(?:src|href|url)[=(]\"?(?!data:|\\$|\")[a-z/]+[:/]")
        .contains("default-src &#39;none&#39;");
  }

  @Test
  void hostileNames_stayText() throws IOException {
    String evil = "</script><script>alert(1)</script>\\\" onload=\\\"x";
    SomeRun run = SomeRun.in(temp.resolve("a b"), 40, 4, evil).grid(0);
    run.add(SomeRun.event(20, evil, evil));
    Files.writeString(run.folder().resolve("skipped.txt"), evil + "\t" + evil + "\n");

    String html = html(run);

    assertThat(html).doesNotContain("<script>alert", "\" onload=\"x").contains("&lt;script&gt;a");
    String json = html.split("id=\"data\">", 2)[1].split("</script>", 2)[0];
    JsonNode data = JsonMapper.builder().build().readTree(json);
    assertThat(data.at("/runs/0/tables/events/0/3").asText()).isEqualTo(evil.replace("\\\"", "\""));
    assertThat(html).contains("resume &#39;" + run.folder() + "&#39;");
  }

  @Test
  void longRun_hasASmallPageWithItsSpikes() throws IOException {
    SomeRun run = SomeRun.in(temp.resolve("run"), 100_000);
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int step = 10; step <= 100_000; step += 10) {
      lines.append(SomeRun.step(step, 0, step == 55_550 ? 77.5 : 1 + random.nextDouble()));
      lines.append(step % 300 == 0 ? SomeRun.evaluation(step, random.nextDouble()) : "");
    }
    run.add(lines.toString());
    Path grid = run.folder().resolve("samples-000000.png");
    ImageIO.write(noise(random), "png", grid.toFile());
    for (int step = 300; step <= 100_000; step += 300) {
      Files.createLink(run.folder().resolve("samples-%06d.png".formatted(step)), grid);
    }

    RunData data = new RunReader(run.folder()).read(false);
    PageData page = PageData.of(data);

    assertThat(new ReportPage(page).html().length()).isBetween(500_000, 3_000_000);
    assertThat(page.json(picture -> null)).contains("77.5");
    assertThat(data.grids()).hasSizeBetween(24, 48);
    assertThat(data.grids().get(0).step()).isEqualTo(99_900);
    assertThat(data.grids().get(data.grids().size() - 1).step()).isZero();
  }

  @Test
  void runWithoutAFigure_hasADashInTheComparison() throws IOException {
    SomeRun judged = SomeRun.in(temp.resolve("a"), 40).add(SomeRun.evaluation(40, 1.5));
    SomeRun begun = SomeRun.in(temp.resolve("b"), 40).add(SomeRun.step(1, 0, 1));
    String dash = "<td>\u2013</td>";
    String figure = "<td>1.50 (real images 0.13)</td>";

    PageData last = PageData.read(List.of(judged.folder(), begun.folder()));
    PageData first = PageData.read(List.of(begun.folder(), judged.folder()));

    assertThat(new ReportPage(last).html()).contains(figure + "\n" + dash);
    assertThat(new ReportPage(first).html()).contains(dash + "\n" + figure);
  }

  @Test
  void severalRuns_areComparedSideBySide() throws IOException {
    SomeRun one = SomeRun.in(temp.resolve("x/run"), 40, 4, "faces").grid(0).grid(40);
    SomeRun other = SomeRun.in(temp.resolve("y/run"), 80, 2, "faces").grid(40);
    one.add(SomeRun.step(40, 0, 1));
    other.add(SomeRun.step(80, 0, 2));

    PageData data = PageData.read(List.of(one.folder(), other.folder()));

    assertThat(new ReportPage(data).html())
        .contains("<h1>2 runs</h1>")
        .contains(">recipe.batchSize</th><td>4</td>\n<td>2</td>", ">steps</th><td>40</td>")
        .doesNotContain(">seed</th>")
        .contains("Losses, generator over 80 steps: %s from 1 to 1; ".formatted(one.folder()))
        .contains("width=\"88\" height=\"8\"");
    assertThat(data.json(picture -> "/g/" + picture.step())).contains("\"src\":\"/g/40\"");
    assertThatThrownBy(() -> PageData.read(Collections.nCopies(2, one.folder())))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("2 runs, of which 1 differ");
  }

  @Test
  void listener_writesThePageWithEachGridAndAtTheEnd() throws IOException {
    SomeRun run = SomeRun.in(temp.resolve("run"), 40).grid(0);
    Path page = run.folder().resolve("report.html");
    RunReport report = new RunReport(run.options());
    report.started(Runs.start(run.folder(), 40));
    report.evaluated(Runs.evaluation(0, 0, true));
    assertThat(page).doesNotExist();

    report.sampled(0, Runs.images(run.options().networks().imageShape(), 1));
    report.evaluated(Runs.evaluation(0, 0, true));
    assertThat(page).content().contains(">training</span>").doesNotContain("alt=\"step 40");

    report.close();
    assertThat(page).content().doesNotContain(">training</span>");

    run.grid(40).add(SomeRun.step(40, 0, 1));
    report.finished(Runs.result(run.folder(), Runs.step(40, 40)));
    assertThat(page).content().contains(">all steps are done</span>", "grid of faces, step 40");

    PathUtils.deleteDirectory(run.folder());
    assertThatThrownBy(() -> report.finished(Runs.result(run.folder(), Runs.step(40, 40))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(run.folder().toString());
  }

  private static String html(SomeRun run) {
    return new ReportPage(PageData.of(new RunReader(run.folder()).read(false))).html();
  }

  private static BufferedImage noise(Random random) {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 200 * 200; i++) {
      image.setRGB(i % 200, i / 200, random.nextInt());
    }
    return image;
  }
}
