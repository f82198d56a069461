package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class HalvesTest {
  /**
   * Every finite value is its own, and whatever lies between two becomes the nearer, or the even.
   */
  @Test
  void values_becomeTheNearest() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      float value = GraphModelReader.half((short) bits);
      float next = GraphModelReader.half((short) (bits + 1));
      float middle = (value + next) / 2;
      assertThat(Halves.of(value)).isEqualTo((short) bits);
      assertThat(Halves.of(-value)).isEqualTo((short) (bits | 0x8000));
      assertThat(Halves.of(middle)).isEqualTo((short) (bits % 2 == 0 ? bits : bits + 1));
      assertThat(Halves.of(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(Halves.of(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    }
  }

  @Test
  void kernelsInRange_suitAndTakeHalf() {
    FrozenGraph.Constant kernel = constant(new long[] {2, 2}, 1, -2, 0.5f, 65_504);
    assertThat(Halves.suit(kernel)).isTrue();
    assertThat(Halves.stored(kernel)).hasSize(8);
  }

  @Test
  void othersStayAsTheyAre() {
    assertThat(Halves.suit(constant(new long[] {4}, 1, 2, 3, 4))).isFalse();
    FrozenGraph.Constant large = constant(new long[] {2, 1}, 1, 65_505);
    assertThat(Halves.stored(large)).isSameAs(large.bytes());
    assertThat(Halves.suit(constant(new long[] {2, 1}, 1, Float.NaN))).isFalse();
  }

  private static FrozenGraph.Constant constant(long[] shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new FrozenGraph.Constant("c", DataType.DT_FLOAT, shape, bytes.array());
  }
}
