package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void order_numbersByValue() {
    List<String> sorted =
        List.of(
            "1.jpg",
            "2.jpg",
            "02.jpg",
            "10.jpg",
            "99999999999999999999.jpg",
            "100000000000000000000.jpg",
            "a/3.jpg",
            "a/20.jpg",
            "a1b2",
            "a1b10",
            "b");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(NaturalOrder.INSTANCE);
    assertThat(shuffled).containsExactlyInAnyOrderElementsOf(sorted);
    assertThat(shuffled.indexOf("2.jpg")).isLessThan(shuffled.indexOf("10.jpg"));
    assertThat(shuffled.subList(3, 6))
        .containsExactly("10.jpg", "99999999999999999999.jpg", "100000000000000000000.jpg");
    assertThat(shuffled.subList(6, 11))
        .containsExactly("a/3.jpg", "a/20.jpg", "a1b2", "a1b10", "b");
  }

  @Test
  void order_isTotalOverLeadingZeros() {
    assertThat(NaturalOrder.INSTANCE.compare("2", "02")).isNotZero();
    assertThat(NaturalOrder.INSTANCE.compare("02", "2"))
        .isEqualTo(-NaturalOrder.INSTANCE.compare("2", "02"));
    assertThat(NaturalOrder.INSTANCE.compare("02", "02")).isZero();
  }
}
