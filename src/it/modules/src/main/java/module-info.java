module faces {
  requires io.facegan;
}
