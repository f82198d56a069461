package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path temp;

  @Test
  void runs_haveOnePage() throws IOException {
    Path runs = Fixture.unpack("runs/format-1", temp);
    Path one = runs.resolve("batch-1/run");
    Path other = runs.resolve("batch-4/run");
    Path both = temp.resolve("new/both.html");

    Cli alone = Cli.run("report", one);
    assertThat(alone).isEqualTo(new Cli(0, "wrote " + one.resolve("report.html") + "\n", ""));
    assertThat(one.resolve("report.html")).content().contains("Step 3 of 3 (100 %)");

    Files.writeString(other.resolve("samples-000002.png"), "damaged");
    Cli compared = Cli.run("report", one, other, "--out", both);
    assertThat(compared.code()).isZero();
    assertThat(compared.err()).contains(other + ": samples-000002.png cannot be shown");
    assertThat(both).content().contains("<h1>2 runs</h1>", "recipe.batchSize");
  }

  @Test
  void help_explainsTheOptionAndShowsExamples() {
    assertThat(Cli.run("report", "--help").out())
        .contains("Usage: facegan report RUN... [--out FILE]", "--out=FILE", "--help", "--debug")
        .contains("\nExamples:\n  facegan report runs/first\n");
  }

  @Test
  void whatIsNoRun_isRefused() {
    assertThat(Cli.run("report", temp).err()).contains(temp + " is not a run folder");
    assertThat(Cli.run("report", temp.resolve("gone")).code()).isEqualTo(1);
    assertThat(Cli.run("report", temp, "--out", "page.png").err())
        .contains("--out page.png is not the name of an HTML file");
    assertThat(temp).isEmptyDirectory();
  }
}
