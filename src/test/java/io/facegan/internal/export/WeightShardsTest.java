package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class WeightShardsTest {
  private static final int LENGTH = 4 * 1024 * 1024;

  @Test
  void constants_areCutWhereverTheCutsFall() throws IOException {
    List<byte[]> shards =
        check(List.of("group1-shard1of2.bin", "group1-shard2of2.bin"), LENGTH - 8, 4, 16, 20);
    assertThat(shards.get(0)).hasSize(LENGTH);
    assertThat(shards.get(1)).hasSize(32);
  }

  @Test
  void largeConstant_spansSeveral() throws IOException {
    check(
        List.of("group1-shard1of3.bin", "group1-shard2of3.bin", "group1-shard3of3.bin"),
        4,
        2 * LENGTH + 4);
  }

  @Test
  void fullLastShard_isNotFollowedByAnEmptyOne() throws IOException {
    List<byte[]> shards =
        check(List.of("group1-shard1of2.bin", "group1-shard2of2.bin"), LENGTH, LENGTH);
    assertThat(shards.get(1)).hasSize(LENGTH);
  }

  @Test
  void fewConstants_fitIntoOne() throws IOException {
    assertThat(check(List.of("group1-shard1of1.bin"), 4).get(0)).hasSize(4);
  }

  /** Writes constants of these lengths; together the files must hold them and nothing else. */
  private static List<byte[]> check(List<String> names, int... lengths) throws IOException {
    Random random = new Random(1);
    List<FrozenGraph.Constant> constants = new ArrayList<>();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int length : lengths) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      expected.write(bytes);
      constants.add(
          new FrozenGraph.Constant("c", DataType.DT_FLOAT, new long[] {length / 4}, bytes));
    }
    List<String> written = new ArrayList<>();
    List<byte[]> shards = new ArrayList<>();
    WeightShards all = new WeightShards(constants);
    all.write(
        (name, content) -> {
          written.add(name);
          shards.add(content.clone());
        });
    assertThat(written).isEqualTo(names);
    assertThat(all.names()).isEqualTo(names);
    ByteArrayOutputStream actual = new ByteArrayOutputStream();
    for (byte[] shard : shards) {
      actual.write(shard);
    }
    assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    return shards;
  }
}
