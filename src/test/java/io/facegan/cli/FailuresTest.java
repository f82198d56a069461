package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.GuardException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;

class FailuresTest {
  private final RootCommand root = new RootCommand();

  @Test
  void whatTheUserCanMend_isOneLine() {
    assertThat(report(new FaceGanException("size is 3:\n  choose 4\n")))
        .isEqualTo("facegan: size is 3: choose 4\n");
    assertThat(report(new UncheckedIOException("disk is full", new IOException())))
        .isEqualTo("facegan: disk is full\n");
    GuardEvent event = new GuardEvent(7, 0, Guard.COLLAPSE, GuardEvent.Kind.STOPPED, "collapsed");
    assertThat(report(new GuardException(event))).isEqualTo("facegan: collapsed\n");
  }

  @Test
  void mistake_showsItsTraceOnlyForDebug() {
    root.debug = true;

    assertThat(report(new FaceGanException("diverged")))
        .startsWith("facegan: diverged\nio.facegan.error.FaceGanException: diverged\n\tat ");
  }

  /** The JDK, TensorFlow Java and our own bugs throw these too. */
  @ParameterizedTest
  @MethodSource("faults")
  void anythingElse_isAFaultAndAsksForAReport(Throwable fault) {
    assertThat(report(fault))
        .startsWith("facegan: this is a fault in FaceGan (" + fault.getClass().getName() + ": 7 of")
        .contains("7 of 3", "https://github.com/facegan/facegan/issues", "--debug")
        .hasLineCount(1);
    root.debug = true;
    assertThat(report(fault))
        .startsWith("facegan: this is a fault in FaceGan (" + fault.getClass().getName())
        .contains("https://github.com/facegan/facegan/issues", "lines below")
        .contains("\tat io.facegan.cli.FailuresTest.");
  }

  private static List<Throwable> faults() {
    return List.of(
        new IllegalArgumentException("7 of\n3"),
        new IllegalStateException("7 of 3"),
        new IndexOutOfBoundsException("7 of 3"),
        new NullPointerException("7 of 3"),
        new TFInvalidArgumentException("7 of 3"),
        new AssertionError("7 of 3"));
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

  @Test
  void outOfMemoryInTensorFlow_saysSoToo() {
    assertThat(report(new TFResourceExhaustedException("OOM when allocating\n on GPU:0")))
        .isEqualTo(
            "facegan: there is not enough memory (OOM when allocating): choose a smaller --batch,"
                + " --size or --count\n");
  }

  private String report(Throwable failure) {
    StringWriter text = new StringWriter();
    int code = new Failures(root).report(failure, new PrintWriter(text));
    assertThat(code).isEqualTo(1);
    return text.toString().replace("\r\n", "\n");
  }
}
