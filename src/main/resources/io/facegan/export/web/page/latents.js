"use strict";

// Latents as numbers from seeds: the same that FaceGan draws in Java and on the command line.
var facegan = {};

facegan.latents = (() => {
  const MULTIPLIER = 0x5deece66dn;
  const MASK = (1n << 48n) - 1n;
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

  // Neighbouring seeds shall give unrelated latents.
  function scatter(seed) {
    const multiply = (x, y) => BigInt.asUintN(64, x * y);
    let x = BigInt.asUintN(64, seed + 0x9e3779b97f4a7c15n);
    x = multiply(x ^ (x >> 30n), 0xbf58476d1ce4e5b9n);
    x = multiply(x ^ (x >> 27n), 0x94d049bb133111ebn);
    return x ^ (x >> 31n);
  }

  // The generator that java.util.Random is defined to be.
  function random(seed) {
    let state = (seed ^ MULTIPLIER) & MASK;
    const bits = (count) => {
      state = (state * MULTIPLIER + 0xbn) & MASK;
      return Number(state >> BigInt(48 - count));
    };
    return () => (bits(26) * 0x8000000 + bits(27)) / 0x20000000000000;
  }

  // Values of a standard normal distribution, by Marsaglia's polar method, two at a time.
  function of(seed, size) {
    const next = random(scatter(seed));
    const latent = new Float32Array(size);
    for (let i = 0; i < size; i += 2) {
      let x, y, square;
      do {
        x = 2 * next() - 1;
        y = 2 * next() - 1;
        square = x * x + y * y;
      } while (square >= 1 || square === 0);
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      latent[i] = x * factor;
      if (i + 1 < size) {
        latent[i + 1] = y * factor;
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
