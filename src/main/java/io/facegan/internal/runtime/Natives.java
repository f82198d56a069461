package io.facegan.internal.runtime;

/** The native libraries of TensorFlow on the class path. */
enum Natives {
  NONE,
  CPU,
  GPU,
  /** Both; which one is loaded is undefined. */
  BOTH;

  /** The artifact of TensorFlow's GPU natives. */
  static final String ARTIFACT =
      "org.tensorflow:tensorflow-core-native:1.1.0 with the classifier linux-x86_64-gpu";

  private static final String FOLDER = "/org/tensorflow/internal/c_api/";
  private static final String GPU_LIBRARY = FOLDER + "linux-x86_64-gpu/libtensorflow_cc.so.2";
  private static final String CPU_LIBRARY = FOLDER + "linux-x86_64/libtensorflow_cc.so.2";

  static Natives onClassPath() {
    boolean gpu = Natives.class.getResource(GPU_LIBRARY) != null;
    boolean cpu = Natives.class.getResource(CPU_LIBRARY) != null;
    return gpu ? cpu ? BOTH : GPU : cpu ? CPU : NONE;
  }

  boolean areForGpus() {
    return this == GPU || this == BOTH;
  }

  /**
   * @throws Unusable if they are not those for GPUs alone
   */
  void check() throws Unusable {
    switch (this) {
      case GPU -> {}
      case CPU ->
          throw new Unusable(
              "the class path has TensorFlow's natives for processors (classifier linux-x86_64):"
                  + " put "
                  + ARTIFACT
                  + " in their place");
      case BOTH ->
          throw new Unusable(
              "the class path has TensorFlow's natives twice, with the classifiers linux-x86_64 and"
                  + " linux-x86_64-gpu: leave out linux-x86_64");
      case NONE -> throw new Unusable("the class path lacks TensorFlow's natives: add " + ARTIFACT);
    }
  }
}
