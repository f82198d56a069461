"use strict";

// Latents as numbers from seeds: the same that FaceGan draws in Java and on the command line.
var facegan = {};

facegan.latents = (() => {
  // SplitMix64: its step, and what scatters its bits.
  const STEP = 0x9e3779b97f4a7c15n;
  const FACTORS = [0xbf58476d1ce4e5b9n, 0x94d049bb133111ebn];
  const UNIT = 2 ** -53;
  const SMALLEST = -(1n << 63n);
  const LARGEST = (1n << 63n) - 1n;

  // Reads a whole number of 64 bits; null if the text is none.
  function parseSeed(text) {
    const trimmed = text.trim();
    if (!/^[+-]?[0-9]+$/.test(trimmed)) {
      return null;
    }
    const seed = BigInt(trimmed.replace("+", ""));
    return seed >= SMALLEST && seed <= LARGEST ? seed : null;
  }

  const wrapped = (x) => BigInt.asUintN(64, x);

  function scattered(bits) {
    let x = wrapped((bits ^ (bits >> 30n)) * FACTORS[0]);
    x = wrapped((x ^ (x >> 27n)) * FACTORS[1]);
    return x ^ (x >> 31n);
  }

  // Values of a standard normal distribution, by the transform of Box and Muller, two at a time.
  function of(seed, size) {
    const state = scattered(wrapped(seed + STEP));
    const unit = (position) =>
      Number(scattered(wrapped(state + BigInt(position + 1) * STEP)) >> 11n) * UNIT;
    const latent = new Float32Array(size);
    for (let i = 0; i < size; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(unit(i) + UNIT));
      const angle = 2 * Math.PI * unit(i + 1);
      latent[i] = radius * Math.cos(angle);
      if (i + 1 < size) {
        latent[i + 1] = radius * Math.sin(angle);
      }
    }
    return latent;
  }

  // The point at a fraction of the way on the great circle between two latents.
  function between(from, to, fraction) {
    let dot = 0;
    let normFrom = 0;
    let normTo = 0;
    for (let i = 0; i < from.length; i++) {
      dot += from[i] * to[i];
      normFrom += from[i] * from[i];
      normTo += to[i] * to[i];
    }
    const norms = Math.sqrt(normFrom * normTo);
    const angle = norms === 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, dot / norms)));
    const straight = Math.sin(angle) < 1e-6;
    const weightFrom = straight ? 1 - fraction : Math.sin((1 - fraction) * angle) / Math.sin(angle);
    const weightTo = straight ? fraction : Math.sin(fraction * angle) / Math.sin(angle);
    return from.map((value, i) => weightFrom * value + weightTo * to[i]);
  }

  // A latent moved along directions, by an amount for each.
  function moved(latent, directions, amounts) {
    return latent.map((value, i) =>
      directions.reduce((sum, direction, k) => sum + amounts[k] * direction[i], value));
  }

  return { parseSeed, of, between, moved };
})();
