package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGanBuilder;
import io.facegan.internal.train.GuardOptions;
import io.facegan.train.Guard;
import io.facegan.train.Reaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "check",
          List.of(
              "--images=PATH",
              "--framing=HOW",
              "--background=#RRGGBB",
              "--networks=NAME",
              "--size=SIZE",
              "--grey",
              "--labels=FROM",
              "--html=FILE"),
          "train",
          List.of(
              "--images=PATH",
              "--framing=HOW",
              "--background=#RRGGBB",
              "--labels=FROM",
              "--balance",
              "--mirror",
              "--strict",
              "--cache=DIR",
              "--no-cache",
              "--grey",
              "--networks=NAME",
              "--activation=NAME",
              "--size=SIZE",
              "--batch=N",
              "--steps=N",
              "--epochs=N",
              "--seed=N",
              "--precision=NAME",
              "--run=DIR",
              "--sample-every=N",
              "--checkpoint-every=N",
              "--guard=GUARD=REACTION",
              "--guard-tries=N",
              "--device=NAME",
              "--gpu-memory=SIZE",
              "--[no-]deterministic",
              "--[no-]tensorboard",
              "--watch[=PORT]",
              "--workers=HOST:PORT[,HOST:PORT...]",
              "--task=N",
              "--worker-timeout=SECONDS",
              "--wire=NAME",
              "--local-workers=N",
              "--restarts=N",
              "--or-resume",
              "--watch-address=ADDRESS",
              "--from=RUN|MODEL",
              "--best",
              "--freeze-discriminator=N",
              "--rate=FACTOR",
              "--export=DIR",
              "--no-progress"),
          "resume",
          List.of(
              "RUN",
              "--images=PATH",
              "--cache=DIR",
              "--no-cache",
              "--steps=N",
              "--epochs=N",
              "--sample-every=N",
              "--checkpoint-every=N",
              "--guard=GUARD=REACTION",
              "--guard-tries=N",
              "--device=NAME",
              "--gpu-memory=SIZE",
              "--[no-]deterministic",
              "--[no-]tensorboard",
              "--watch[=PORT]",
              "--workers=HOST:PORT[,HOST:PORT...]",
              "--task=N",
              "--worker-timeout=SECONDS",
              "--wire=NAME",
              "--local-workers=N",
              "--restarts=N",
              "--watch-address=ADDRESS",
              "--export=DIR",
              "--no-progress"),
          "export",
          List.of(
              "RUN",
              "--to=DIR",
              "--frozen=FILE",
              "--onnx=FILE",
              "--web=DIR",
              "--best",
              "--trainable",
              "--at-most=N",
              "--batch-norm=FORM"),
          "evaluate",
          List.of("RUN|MODEL", "--images=PATH", "--framing=HOW", "--background=#RRGGBB"),
          "generate",
          List.of(
              "MODEL",
              "--count=N",
              "--seed=N",
              "--seeds=LIST",
              "--latents=FILE",
              "--truncation=X",
              "--walk",
              "--loop",
              "--easing=HOW",
              "--label=NAME",
              "--all-labels",
              "--out=FILE",
              "--each",
              "--captions",
              "--animate=FILE",
              "--rate=N",
              "--scale=N",
              "--save-latents=FILE"),
          "project",
          List.of(
              "PHOTO",
              "--model=MODEL",
              "--out=DIR",
              "--framing=HOW",
              "--background=#RRGGBB",
              "--features=DIR",
              "--seed=N",
              "--steps=N"),
          "directions",
          List.of(
              "MODEL",
              "--with=PATH",
              "--without=PATH",
              "--name=NAME",
              "--framing=HOW",
              "--background=#RRGGBB",
              "--seed=N",
              "--steps=N"),
          "plan",
          List.of(
              "--networks=NAME",
              "--size=SIZE",
              "--memory=BATCH",
              "--precision=NAME",
              "--device=NAME"),
          "devices",
          List.of("facegan.cuda", "FACEGAN_CUDA"));

  @Test
  void root_listsEveryVerbAndAnExample() {
    Cli help = Cli.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: facegan COMMAND [OPTIONS]\n")
        .contains("\n  check       Checks a collection of images before a training.\n")
        .contains("\n  train       Trains on images and keeps everything in a run folder.\n")
        .contains(
            "\n  resume      Resumes a run that was stopped or killed, or extends a finished\n")
        .contains("\n  watch       Serves the page of a run, with new values as they come.\n")
        .contains("\n  export      Exports a run or a model as a SavedModel or in other formats.\n")
        .contains("\n  report      Writes a web page on a run, or on several side by side.\n")
        .contains("\n  generate    Generates faces with an exported model.\n")
        .contains("\n  project     Finds the faces of a model that are nearest to photos.\n")
        .contains("\n  directions  Lists or finds directions in which a model's faces change.\n")
        .contains("\n  plan        Shows the networks for an image size")
        .contains("\n  devices     Shows the devices for training, and what a GPU lacks.\n")
        .contains("\n  facegan export runs/first --to savedmodels/first\n")
        .contains("\n  130   stopped by Ctrl-C");
  }

  @Test
  void root_withoutVerb_showsTheHelpAsAUsageError() {
    Cli nothing = Cli.run();

    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).isEqualTo(Cli.run("--help").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "train",
        "resume",
        "export",
        "evaluate",
        "generate",
        "project",
        "directions",
        "plan",
        "devices"
      })
  void verb_explainsEveryOptionAndShowsExamples(String verb) {
    Cli help = Cli.run(verb, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: facegan " + verb)
        .contains(OPTIONS.get(verb))
        .contains("--help", "--quiet", "--verbose", "--debug")
        .containsPattern("\nExamples?:\n  facegan " + verb + "\\b");
  }

  @Test
  void train_namesTheDefaultsThatTheBuilderHas() {
    assertThat(Cli.run("train", "--help").out().replaceAll("\\s+", " "))
        .contains("(default: " + FaceGanBuilder.DEFAULT_SAMPLE_EVERY + ")")
        .contains("(default: " + FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY + ")")
        .contains("(default: 42)")
        .contains("(default: auto)")
        .contains("(default: portrait)")
        .contains(
            "(default: 64 for portrait and small, 128 for tutorial, 218x178 for fully-connected)");
  }

  @Test
  void guards_areExplainedWithTheirDefaults() {
    for (String verb : new String[] {"train", "resume"}) {
      String help = Cli.run(verb, "--help").out().replaceAll("\\s+", " ");
      for (Guard guard : Guard.values()) {
        assertThat(help)
            .as("%s, %s", verb, guard)
            .containsPattern(
                "%s: [^:]+ \\(default: %s\\)".formatted(guard, GuardOptions.DEFAULT.to(guard)));
      }
      for (Reaction reaction : Reaction.values()) {
        assertThat(help).contains(reaction.toString());
      }
      assertThat(help).contains("(default: " + GuardOptions.DEFAULT.tries() + ")");
    }
  }

  @Test
  void resume_saysThatWhatIsLeftOutStaysAsItWas() {
    assertThat(Cli.run("resume", "--help").out().replaceAll("\\s+", " "))
        .contains(
            "Options that you omit stay as they were, but for those of the machine: --device,"
                + " --gpu-memory, --cache and --no-progress.");
  }

  @Test
  void version_namesTheProgramAndJava() {
    Cli version = Cli.run("--version");

    assertThat(version.code()).isZero();
    assertThat(version.out())
        .matches("facegan \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+, .+\\)\n")
        .contains(System.getProperty("java.version"));
  }
}
