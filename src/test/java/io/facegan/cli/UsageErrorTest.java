package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageErrorTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "trian",
            "Unmatched argument at index 0: 'trian'",
            "Did you mean plan or train? See: facegan --help"),
        Arguments.of(
            "train --step=3",
            "Unknown option: '--step=3'",
            "Did you mean --strict or --steps? See: facegan train --help"),
        Arguments.of(
            "train --steps many",
            "Invalid value for option '--steps': 'many' is not a long",
            "See: facegan train --help"),
        Arguments.of(
            "train --steps 3 --epochs 2",
            "--steps 3 and --epochs 2 both say how long to train: give only one of them",
            "See: facegan train --help"),
        Arguments.of(
            "train --precision half",
            "Invalid value for option '--precision': precision \"half\" is unknown: use one of"
                + " auto, float32, tf32, bfloat16",
            "See: facegan train --help"),
        Arguments.of("resume", "Missing required parameter: 'RUN'", "See: facegan resume --help"),
        Arguments.of(
            "resume run --seed 3", "Unknown options: '--seed', '3'", "See: facegan resume --help"),
        Arguments.of(
            "resume run --steps 3 --epochs 2",
            "--steps 3 and --epochs 2 both say how long to train: give only one of them",
            "See: facegan resume --help"),
        Arguments.of(
            "resume run --no-cache --cache kept",
            "--cache kept and --no-cache contradict each other: give only one of them",
            "See: facegan resume --help"),
        Arguments.of(
            "train --guard colapse=stop",
            "Invalid value for option '--guard' (GUARD=REACTION): guard is 'colapse': choose one of"
                + " not-finite, discriminator-won, collapse",
            "See: facegan train --help"),
        Arguments.of(
            "train --guard collapse=panic",
            "Invalid value for option '--guard' (GUARD=REACTION): reaction is 'panic': choose one"
                + " of warn, stop, roll-back",
            "See: facegan train --help"),
        Arguments.of(
            "resume run --guard collapse",
            "Invalid value for option '--guard' (GUARD=REACTION): 'collapse' lacks the reaction:"
                + " give both as in collapse=stop",
            "See: facegan resume --help"),
        Arguments.of(
            "train --guard-tries many",
            "Invalid value for option '--guard-tries': 'many' is not an int",
            "See: facegan train --help"),
        Arguments.of(
            "plan --networks big",
            "Invalid value for option '--networks': recipe is 'big': choose one of tutorial, small,"
                + " portrait, fully-connected",
            "See: facegan plan --help"),
        Arguments.of(
            "plan --activation zelu",
            "Invalid value for option '--activation': activation \"zelu\" is unknown: use one of"
                + " leaky-relu, relu, gelu, sigmoid, tanh",
            "See: facegan plan --help"),
        Arguments.of(
            "plan --networks fully-connected --activation gelu",
            "--activation cannot be chosen for the fully-connected networks, which are the"
                + " tutorial's with leaky ReLU 0.01: leave it out, or use --recipe tutorial or"
                + " small",
            "See: facegan plan --help"),
        Arguments.of(
            "plan --size 12by3",
            "Invalid value for option '--size': size \"12by3\" is not valid: give one number, or"
                + " height x width as in 218x178",
            "See: facegan plan --help"),
        Arguments.of(
            "export somewhere",
            "export needs a target: --to DIR for a SavedModel, --frozen FILE for a frozen graph,"
                + " --onnx FILE for an ONNX model, --web DIR for a web page, or several of them",
            "See: facegan export --help"),
        Arguments.of(
            "export somewhere --onnx faces.onnx --trainable",
            "--trainable is for SavedModels: add --to DIR",
            "See: facegan export --help"),
        Arguments.of(
            "export somewhere --to model --frozen faces.pb --trainable",
            "--frozen cannot be --trainable: export them one after the other",
            "See: facegan export --help"),
        Arguments.of(
            "export somewhere --web page --at-most 20",
            "--at-most is for SavedModels: add --to DIR",
            "See: facegan export --help"),
        Arguments.of(
            "export somewhere --to model --batch-norm group",
            "Invalid value for option '--batch-norm': batch norm form \"group\" is unknown: use one"
                + " of picture, running, precise, batch",
            "See: facegan export --help"),
        Arguments.of(
            "generate", "Missing required parameter: 'MODEL'", "See: facegan generate --help"),
        Arguments.of(
            "generate model --out faces.jpg",
            "--out faces.jpg is not the name of a PNG file: choose one that ends with .png; --each"
                + " writes single images",
            "See: facegan generate --help"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistake_isSaidInOneLineAndPointsToTheHelp(String line, String message, String hint) {
    Cli mistake = Cli.run((Object[]) line.split(" "));

    assertThat(mistake.err()).isEqualTo("facegan: " + message + "\n" + hint + "\n");
    assertThat(mistake.out()).isEmpty();
    assertThat(mistake.code()).isEqualTo(2);
  }
}
