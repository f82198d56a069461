package io.facegan.internal.metric;

/**
 * The mean and the standard deviation of each channel of a set of patches.
 *
 * <p>Progressive Growing of GANs normalizes each set of patches by its own mean and deviation. Here
 * those of the real patches also normalize the generated ones. Otherwise images that are too dark,
 * of one colour or without contrast would go unnoticed.
 *
 * @param mean of each channel, in grey levels
 * @param deviation of each channel, in grey levels, at least {@value #LEAST}
 */
record Channels(double[] mean, double[] deviation) {
  /** Details fainter than a grey level come from rounding and are not amplified. */
  private static final double LEAST = 1;

  static Channels of(Patches patches) {
    int numbers = patches.elementsPerChannel();
    double[] mean = new double[patches.channels()];
    double[] deviation = new double[patches.channels()];
    for (int channel = 0; channel < mean.length; channel++) {
      double sum = 0;
      double squares = 0;
      for (int number = channel * numbers; number < (channel + 1) * numbers; number++) {
        for (double value : patches.values()[number]) {
          sum += value;
          squares += value * value;
        }
      }
      double count = (double) numbers * Patches.COUNT;
      mean[channel] = sum / count;
      double variance = squares / count - mean[channel] * mean[channel];
      deviation[channel] = Math.max(LEAST, Math.sqrt(Math.max(0, variance)));
    }
    return new Channels(mean, deviation);
  }

  /** Subtracts the mean of each channel and divides by its deviation, in place. */
  void normalize(Patches patches) {
    int numbers = patches.elementsPerChannel();
    for (int number = 0; number < patches.values().length; number++) {
      double[] values = patches.values()[number];
      int channel = number / numbers;
      for (int patch = 0; patch < values.length; patch++) {
        values[patch] = (values[patch] - mean[channel]) / deviation[channel];
      }
    }
  }
}
