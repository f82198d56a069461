package io.facegan.internal.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker that our models pass finds what is wrong with others. */
class OnnxCheckerTest {
  private final OnnxGraph graph = new OnnxGraph();

  @Test
  void soundModel_passes() throws IOException {
    graph.node("a", "Mul", List.of("in", graph.constant(OnnxTensor.scalar("two", 2))));
    graph.node("out", "Relu", List.of("a"));
    assertThat(problems()).isEmpty();
  }

  @Test
  void nodeBeforeItsInput_isFound() throws IOException {
    graph.node("out", "Relu", List.of("a"));
    graph.node("a", "Relu", List.of("in"));
    assertThat(problems()).containsExactly("out takes a, which is not there yet");
  }

  @Test
  void tensorMadeTwice_isFound() throws IOException {
    graph.node("a", "Relu", List.of("in"));
    graph.node("out", "Relu", List.of("a"));
    graph.node("out", "Relu", List.of("a"));
    assertThat(problems())
        .containsExactly("node twice: out", "out is made twice, the second time by out");
  }

  @Test
  void tensorThatNothingTakes_isFound() throws IOException {
    graph.node("out", "Relu", List.of("in"));
    graph.constant(OnnxTensor.scalar("two", 2));
    assertThat(problems()).containsExactly("nothing takes two");
  }

  @Test
  void missingOutput_isFound() throws IOException {
    graph.node("a", "Relu", List.of("in"));
    assertThat(problems())
        .containsExactly("the outputs takes out, which is not there yet", "nothing takes a");
  }

  @Test
  void unknownOperatorAndName_areFound() throws IOException {
    graph.node("o/p", "Gelu", List.of("in"));
    graph.node("out", "Relu", List.of("o/p"));
    assertThat(problems())
        .containsExactly(
            "node name \"o/p\"",
            "o/p has the unknown operator Gelu",
            "o/p makes the tensor \"o/p\"");
  }

  @Test
  void attributeOfAnotherType_isFound() throws IOException {
    graph.node("out", "LeakyRelu", List.of("in"), OnnxAttribute.integer("alpha", 1));
    assertThat(problems()).containsExactly("out has the attribute alpha of type 2");
  }

  @Test
  void tensorOfAnotherSize_isFound() throws IOException {
    OnnxTensor sound = OnnxTensor.scalar("two", 2);
    graph.constant(new OnnxTensor("two", List.of(2), sound.type(), sound.bytes(), sound.content()));
    graph.node("out", "Mul", List.of("in", "two"));
    assertThat(problems()).containsExactly("two has other than 8 bytes");
  }

  private List<String> problems() throws IOException {
    OnnxValue in = new OnnxValue("in", List.of(3));
    OnnxValue out = new OnnxValue("out", List.of(3));
    ProtoMessage model =
        new OnnxModel("p", "1", "text", Map.of(), graph.toMessage("graph", in, out)).toMessage();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
    model.writeTo(coded);
    coded.flush();
    return OnnxChecker.problems(OnnxFile.parse(bytes.toByteArray()));
  }
}
