package io.facegan.internal.check;

import io.facegan.internal.data.Skipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures that cannot be used, put together by the reason. */
final class Reasons {
  private Reasons() {}

  /** Returns the names for each reason, the commonest reason first. */
  static Map<String, List<String>> of(List<Skipped> skipped) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Skipped picture : skipped) {
      names.computeIfAbsent(picture.reason(), reason -> new ArrayList<>()).add(picture.name());
    }
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    names.entrySet().stream()
        .sorted((one, other) -> other.getValue().size() - one.getValue().size())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
