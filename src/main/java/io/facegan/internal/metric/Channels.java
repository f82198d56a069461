package io.facegan.internal.metric;

/**
 * The mean and deviation of each channel of some patches.
 *
 * <p>Progressive Growing of GANs brings each set of patches to mean 0 and deviation 1 by its own.
 * Here generated ones are brought there by those of the real ones: else pictures that are too dark,
 * of one colour or without contrast would seem to lack nothing.
 *
 * @param mean of each channel, in grey levels
 * @param deviation of each channel, in grey levels, at least {@value #LEAST}
 */
record Channels(double[] mean, double[] deviation) {
  /** Details fainter than a grey level are rounding: they are not made larger than they are. */
  private static final double LEAST = 1;

  static Channels of(Patches patches) {
    int numbers = patches.numbersPerChannel();
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
    int numbers = patches.numbersPerChannel();
    for (int number = 0; number < patches.values().length; number++) {
      double[] values = patches.values()[number];
      int channel = number / numbers;
      for (int patch = 0; patch < values.length; patch++) {
        values[patch] = (values[patch] - mean[channel]) / deviation[channel];
      }
    }
  }
}
