package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.cli.RootCommand.Detail;
import io.facegan.internal.util.Text;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NextCommandsTest {
  @Test
  void afterTraining_theRunIsExported() {
    assertThat(said(out -> NextCommands.afterTraining(Path.of("runs", "first"), out)))
        .isEqualTo(
            "next: facegan export %s --to %s\n"
                .formatted(Path.of("runs", "first"), Path.of("savedmodels", "first")));
  }

  @Test
  void afterTrainingInAFolderWithoutAName_theModelHasOne() {
    assertThat(said(out -> NextCommands.afterTraining(Path.of("/"), out)))
        .isEqualTo("next: facegan export / --to %s\n".formatted(Path.of("savedmodels", "faces")));
  }

  @Test
  void afterAStop_theRunIsResumed() {
    assertThat(said(out -> NextCommands.afterStop(Path.of("runs", "first"), out)))
        .isEqualTo("next: facegan resume %s\n".formatted(Path.of("runs", "first")));
  }

  @Test
  void afterAnExport_facesAreDrawn() {
    assertThat(said(out -> NextCommands.afterExport(Path.of("model"), Detail.NORMAL, out)))
        .isEqualTo("exported to model\nnext: facegan generate model --out faces.png\n");
  }

  @Test
  void afterACheck_theCollectionIsTrainedOn() {
    assertThat(
            said(
                out ->
                    NextCommands.afterCheck(
                        Path.of("faces.zip"), List.of("--size", "64", "--mirror"), out)))
        .isEqualTo("next: facegan train --images faces.zip --size 64 --mirror\n");
    assertThat(said(out -> NextCommands.afterCheck(null, List.of(), out)))
        .isEqualTo("next: facegan train\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pathsWithSpaces_canBePasted() {
    assertThat(said(out -> NextCommands.afterStop(Path.of("my runs/it's"), out)))
        .isEqualTo("next: facegan resume 'my runs/it'\\''s'\n");
  }

  @Test
  void quoted_leavesPlainPathsAlone() {
    assertThat(Text.quoted("runs/tutorial-20260101.a_b")).isEqualTo("runs/tutorial-20260101.a_b");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void quoted_protectsWhatAShellWouldRead() {
    assertThat(Text.quoted("my runs/$1")).isEqualTo("'my runs/$1'");
    assertThat(Text.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(Text.quoted("")).isEqualTo("''");
  }

  private static String said(Consumer<PrintWriter> command) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    command.accept(out);
    return text.toString().replace("\r\n", "\n");
  }
}
