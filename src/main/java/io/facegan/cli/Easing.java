package io.facegan.cli;

import io.facegan.internal.util.EnumNames;

/** How fast a walk goes between two faces. */
enum Easing {
  LINEAR,
  SMOOTH;

  static Easing parse(String name) {
    return EnumNames.parse("easing", name, values());
  }
}
