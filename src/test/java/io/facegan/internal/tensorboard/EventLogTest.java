package io.facegan.internal.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.report.Runs;
import io.facegan.internal.train.SomeOptions;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.network.Schedule;
import io.facegan.train.GuardEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

class EventLogTest {
  private static final Recipe RECIPE =
      TinyNetworks.recipe(TinyNetworks.rgb(), Runs.BATCH_SIZE).toBuilder()
          .schedule(new Schedule(0.5, 1, 1, 1000L * Runs.BATCH_SIZE))
          .build();

  private long millis = 1_800_000_000_250L;

  @TempDir Path folder;

  private EventLog log() {
    GraphDef graph =
        GraphDef.newBuilder().addNode(NodeDef.newBuilder().setName("one").setOp("NoOp")).build();
    return new EventLog(SomeOptions.of(RECIPE), 2, graph::toByteArray, () -> millis);
  }

  private EventLog started(long totalSteps) {
    EventLog log = log();
    log.started(Runs.start(folder, totalSteps));
    return log;
  }

  private List<Event> events() {
    List<Path> files = EventFiles.of(folder);
    EventFiles.Content content = EventFiles.read(files.get(files.size() - 1));
    assertThat(content.damage()).isNull();
    return content.events();
  }

  private double scalar(String tag, long step) {
    return EventFiles.shown(folder, tag).get(step).getSimpleValue();
  }

  @Test
  void file_beginsWithVersionStartAndGraph() throws InvalidProtocolBufferException {
    started(100);
    assertThat(EventFiles.of(folder))
        .containsExactly(folder.resolve("events.out.tfevents.1800000000.facegan"));
    List<Event> events = events();
    assertThat(events).allMatch(event -> event.getWallTime() == 1_800_000_000.25);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
    assertThat(GraphDef.parseFrom(events.get(2).getGraphDef()).getNode(0).getName())
        .isEqualTo("one");
  }

  @Test
  void every10thStepAndTheLast_areScalars() {
    EventLog log = started(1005);
    for (long step = 1; step <= 1005; step++) {
      log.stepped(Runs.step(step, 1005, step, 2));
    }
    log.finished(Runs.result(folder, Runs.step(1005, 1005)));
    assertThat(EventFiles.shown(folder, "loss/generator"))
        .hasSize(101)
        .containsKeys(10L, 1000L, 1005L);
    assertThat(scalar("loss/discriminator_real", 20)).isEqualTo(20);
    assertThat(scalar("loss/discriminator_fake", 20)).isEqualTo(0.7f);
    assertThat(scalar("loss/discriminator", 20)).isEqualTo(10.35f);
    assertThat(scalar("progress/images_per_second", 20)).isEqualTo(51.2f);
    assertThat(scalar("progress/epoch", 20)).isEqualTo(0.016f);
  }

  @Test
  void stoppedRun_hasItsLastStepAndNoEnd() {
    EventLog log = started(1000);
    for (long step = 1; step <= 7; step++) {
      log.stepped(Runs.step(step, 1000));
    }
    log.finished(Runs.result(folder, Runs.step(7, 1000)));
    assertThat(EventFiles.shown(folder, "loss/generator")).containsOnlyKeys(7L);
    assertThat(EventFiles.shown(folder, "_hparams_/session_end_info")).isEmpty();
  }

  @Test
  void learningRates_followTheScheduleAndTheAttempt() {
    EventLog log = started(10);
    log.stepped(Runs.step(1, 10));
    assertThat(scalar("learning_rate/generator", 1))
        .isEqualTo((float) RECIPE.generatorAdam().learningRate());
    log.guarded(Runs.event(1, 0, GuardEvent.Kind.ROLLED_BACK));
    log.stepped(Runs.step(1001, 1, 1001, 0.5, 0.5));
    assertThat(scalar("learning_rate/discriminator", 1001))
        .isCloseTo(RECIPE.discriminatorAdam().learningRate() / 4, within(1e-9));
  }

  @Test
  void evaluation_hasItsFiguresUnderTheNamesOfTheMetrics() {
    started(100).evaluated(Runs.evaluation(20, 0, true));
    assertThat(scalar("evaluation/diversity", 20)).isEqualTo(0.5);
    assertThat(scalar("evaluation/generator_gradient", 20)).isEqualTo(0.0625);
    assertThat(scalar("memory/peak_allocated_bytes", 20)).isEqualTo(300);
    assertThat(EventFiles.shown(folder, "evaluation/verdict")).isEmpty();
  }

  @Test
  void grids_arePngImages() throws IOException {
    EventLog log = started(100);
    log.sampled(5, Runs.images(ImageShape.rgb(3, 2), 4));
    Summary.Image image = EventFiles.shown(folder, "samples").get(5L).getImage();
    BufferedImage grid = ImageIO.read(image.getEncodedImageString().newInput());
    assertThat(List.of(grid.getWidth(), grid.getHeight()))
        .containsExactly(image.getWidth(), image.getHeight())
        .containsExactly(6, 8);
    assertThat(grid.getRaster().getPixel(0, 0, (int[]) null)).containsExactly(0, 1, 2);
    assertThat(image.getColorspace()).isEqualTo(3);
    assertThat(EventFiles.shown(folder, "reals")).containsOnlyKeys(0L);
  }

  @Test
  void optionsAndGuards_areTexts() {
    EventLog log = started(100);
    log.guarded(Runs.event(40, 0, GuardEvent.Kind.WARNING));
    Summary.Value options = EventFiles.shown(folder, "options/text_summary").get(0L);
    assertThat(options.getMetadata().getPluginData().getPluginName()).isEqualTo("text");
    assertThat(options.getTensor().getStringVal(0).toStringUtf8())
        .contains("    {\n")
        .contains("\"batchSize\" : 16")
        .doesNotContain("/faces");
    Summary.Value guards = EventFiles.shown(folder, "guards/text_summary").get(40L);
    assertThat(guards.getTensor().getStringVal(0).toStringUtf8())
        .contains("warning: collapse at step 40");
  }

  @Test
  void hyperParameters_areThoseOfTheirPlugin() throws IOException {
    EventLog log = started(100);
    log.finished(Runs.result(folder, Runs.step(100, 100)));
    ByteString start = plugin("_hparams_/session_start_info", 0, 3);
    Struct values = Struct.parseFrom(start);
    assertThat(values.getFieldsOrThrow("recipe.batchSize").getNumberValue()).isEqualTo(16);
    assertThat(values.getFieldsOrThrow("images.mirror").getBoolValue()).isTrue();
    assertThat(values.getFieldsOrThrow("recipe.networks.name").getStringValue()).isNotEmpty();
    assertThat(values.getFieldsMap()).doesNotContainKeys("images.path", "recipe.networks.layers");
    long seconds = Double.doubleToRawLongBits(1_800_000_000.25);
    assertThat(values.getUnknownFields().getField(5).getFixed64List()).containsExactly(seconds);
    UnknownFieldSet end = UnknownFieldSet.parseFrom(plugin("_hparams_/session_end_info", 100, 4));
    assertThat(end.getField(1).getVarintList()).containsExactly(1L);
    assertThat(end.getField(2).getFixed64List()).containsExactly(seconds);
  }

  private ByteString plugin(String tag, long step, int field) throws IOException {
    Summary.Value value = EventFiles.shown(folder, tag).get(step);
    assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
    assertThat(value.getTensor().getFloatValCount()).isEqualTo(1);
    return UnknownFieldSet.parseFrom(value.getMetadata().getPluginData().getContent())
        .getField(field)
        .getLengthDelimitedList()
        .get(0);
  }

  @Test
  void rollBack_supersedesLaterSteps() {
    EventLog log = started(50);
    for (long step = 1; step <= 9; step++) {
      log.stepped(Runs.step(step, 0, 50, 1, step));
    }
    log.guarded(Runs.event(9, 0, GuardEvent.Kind.ROLLED_BACK));
    for (long step = 5; step <= 6; step++) {
      log.stepped(Runs.step(step, 1, 50, 1, 100 + step));
    }
    assertThat(EventFiles.shown(folder, "loss/generator").values())
        .extracting(Summary.Value::getSimpleValue)
        .containsExactly(1f, 2f, 3f, 4f, 105f, 106f);
    assertThat(EventFiles.shown(folder, "guards/text_summary")).containsOnlyKeys(5L);
    assertThat(EventFiles.of(folder)).hasSize(1);
  }

  /** The clock may go backwards meanwhile; the later file must have the later name. */
  @Test
  void resume_writesAnotherFileThatSupersedesLaterSteps() {
    EventLog first = started(50);
    for (long step = 1; step <= 9; step++) {
      first.stepped(Runs.step(step, 0, 50, 1, step));
    }
    millis -= 5_000;
    EventLog second = log();
    second.started(Runs.resumed(folder, 6, 6, 0, 50));
    second.stepped(Runs.step(7, 0, 50, 1, 107));
    assertThat(EventFiles.of(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "events.out.tfevents.1800000000.facegan", "events.out.tfevents.1800000001.facegan");
    assertThat(EventFiles.shown(folder, "loss/generator").values())
        .extracting(Summary.Value::getSimpleValue)
        .containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 107f);
    assertThat(events()).noneMatch(event -> event.getWhatCase() == Event.WhatCase.GRAPH_DEF);
  }

  /** A run that was killed before its first checkpoint. */
  @Test
  void runThatStartsOver_supersedesEverything() {
    started(50).stepped(Runs.step(1, 0, 50, 1, 1));
    started(50).sampled(0, Runs.images(ImageShape.rgb(3, 2), 4));
    assertThat(EventFiles.shown(folder, "loss/generator")).isEmpty();
    assertThat(EventFiles.shown(folder, "samples")).containsOnlyKeys(0L);
    assertThat(events()).anyMatch(event -> event.getWhatCase() == Event.WhatCase.GRAPH_DEF);
  }

  @Test
  void halfRecordOfAKilledRun_hidesNothingElse() throws IOException {
    EventLog first = started(50);
    first.stepped(Runs.step(1, 50));
    first.stepped(Runs.step(2, 50));
    Path killed = EventFiles.of(folder).get(0);
    byte[] bytes = Files.readAllBytes(killed);
    Files.write(killed, Arrays.copyOf(bytes, bytes.length - 9));
    assertThat(EventFiles.read(killed).damage()).contains("truncated record");
    EventLog second = log();
    second.started(Runs.resumed(folder, 1, 0, 0, 50));
    second.stepped(Runs.step(2, 0, 50, 1, 7));
    assertThat(EventFiles.shown(folder, "loss/generator").values())
        .extracting(Summary.Value::getSimpleValue)
        .containsExactly(1.25f, 7f);
  }

  /** Shows that the reader of these tests would notice a wrong checksum. */
  @Test
  void changedByte_isNoticed() throws IOException {
    started(50);
    Path file = EventFiles.of(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[14] ^= 1;
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(EventFiles.read(file).events()).isEmpty();
    assertThat(EventFiles.read(file).damage()).contains("corrupted record");
  }

  @Test
  void fileThatIsGone_isAnErrorWithItsName() throws IOException {
    EventLog log = started(50);
    Path file = EventFiles.of(folder).get(0);
    Files.delete(file);
    assertThatThrownBy(() -> log.stepped(Runs.step(1, 50)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(file.toString(), "it is gone");
  }
}
