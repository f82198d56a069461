package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final RootCommand root = new RootCommand();

  @Test
  void mistakes_areOneLine() {
    assertThat(report(new FaceGanException("size is 3:\n  choose 4\n")))
        .isEqualTo("facegan: size is 3: choose 4\n");
    assertThat(report(new IllegalStateException("diverged"))).isEqualTo("facegan: diverged\n");
    assertThat(report(new UncheckedIOException("disk is full", new IOException())))
        .isEqualTo("facegan: disk is full\n");
  }

  @Test
  void mistake_showsItsTraceOnlyForDebug() {
    root.debug = true;

    assertThat(report(new IllegalStateException("diverged")))
        .startsWith("facegan: diverged\njava.lang.IllegalStateException: diverged\n\tat ");
  }

  @Test
  void faults_showTheirTraceAndAskForAReport() {
    assertThat(report(new IndexOutOfBoundsException("7 of 3")))
        .startsWith(
            """
            facegan: this is a fault in FaceGan itself, please report the lines below at \
            https://github.com/facegan/facegan/issues
            java.lang.IndexOutOfBoundsException: 7 of 3
            """)
        .contains("\tat io.facegan.cli.FailuresTest.");
  }

  @Test
  void fault_withoutMessageIsNoMistakeOfTheUsers() {
    assertThat(report(new FaceGanException(null))).contains("this is a fault in FaceGan");
  }

  @Test
  void outOfMemory_saysWhatToMakeSmaller() {
    assertThat(report(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "facegan: there is not enough memory (Java heap space): choose a smaller --batch,"
                + " --size or --count, or start Java with a larger -Xmx\n");
  }

  private String report(Throwable failure) {
    StringWriter text = new StringWriter();
    int code = new Failures(root).report(failure, new PrintWriter(text));
    assertThat(code).isEqualTo(1);
    return text.toString().replace("\r\n", "\n");
  }
}
