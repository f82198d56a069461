"use strict";

// TensorFlow's other operations, as far as generators use them: each takes its input tensors and its
// attributes and gives a tensor.
function faceganOperations({ count, tensor, integers, steps, eachRow, copy }) {
  const map = (f) => ([{ shape, values }]) => {
    const result = tensor(shape);
    for (let i = 0; i < values.length; i++) {
      result.values[i] = f(values[i]);
    }
    return result;
  };

  // A function of two tensors whose axes of length 1 stretch to the other's.
  const combine = (f) => ([a, b]) => {
    const rank = Math.max(a.shape.length, b.shape.length, 1);
    const side = (x, axis) => x.shape[axis - rank + x.shape.length] ?? 1;
    const shape = Array.from({ length: rank }, (_, i) => Math.max(side(a, i), side(b, i)));
    const result = tensor(shape);
    const [valuesA, valuesB, values] = [a.values, b.values, result.values];
    const layouts = [steps(a.shape, rank), steps(b.shape, rank)];
    const [stepA, stepB] = layouts.map((layout) => layout[rank - 1]);
    const length = shape[rank - 1];
    let next = 0;
    eachRow(shape, layouts, (placeA, placeB) => {
      for (let i = 0; i < length; i++) {
        values[next++] = f(valuesA[placeA + i * stepA], valuesB[placeB + i * stepB]);
      }
    });
    return result;
  };

  function mean([x, axes], attributes) {
    const gone = Array.from(axes.values, (axis) => (axis < 0 ? axis + x.shape.length : axis));
    const kept = x.shape.map((side, axis) => (gone.includes(axis) ? 1 : side));
    const sums = new Float64Array(count(kept));
    copyAdding(x, sums, steps(kept));
    const share = count(kept) / x.values.length;
    const shape = attributes.keep_dims ? kept : x.shape.filter((_, axis) => !gone.includes(axis));
    return tensor(shape, Float32Array.from(sums, (sum) => sum * share));
  }

  function copyAdding(x, sums, sumSteps) {
    const length = x.shape[x.shape.length - 1];
    const step = sumSteps[x.shape.length - 1];
    let next = 0;
    eachRow(x.shape, [sumSteps], (place) => {
      for (let i = 0; i < length; i++) {
        sums[place + i * step] += x.values[next++];
      }
    });
  }

  function batchNorm([x, scale, offset, mean, variance], attributes) {
    const factor = scale.values.map(
      (value, i) => value / Math.sqrt(variance.values[i] + attributes.epsilon));
    const shift = offset.values.map((value, i) => value - mean.values[i] * factor[i]);
    const result = tensor(x.shape);
    for (let i = 0; i < x.values.length; i += factor.length) {
      for (let k = 0; k < factor.length; k++) {
        result.values[i + k] = x.values[i + k] * factor[k] + shift[k];
      }
    }
    return result;
  }

  function reshape([x, sides]) {
    const shape = Array.from(sides.values);
    const known = shape.reduce((product, side) => (side < 0 ? product : product * side), 1);
    return tensor(shape.map((side) => (side < 0 ? x.values.length / known : side)), x.values);
  }

  function slice([x, begin, size]) {
    const shape = Array.from(size.values, (side, axis) =>
      side < 0 ? x.shape[axis] - begin.values[axis] : side);
    const result = tensor(shape, new x.values.constructor(count(shape)));
    const layout = steps(x.shape);
    const start = layout.reduce((sum, step, axis) => sum + step * begin.values[axis], 0);
    copy(shape, x.values, layout, start, result.values, steps(shape), 0);
    return result;
  }

  function pad([x, around]) {
    const shape = x.shape.map(
      (side, axis) => around.values[2 * axis] + side + around.values[2 * axis + 1]);
    const result = tensor(shape);
    const layout = steps(shape);
    const start = layout.reduce((sum, step, axis) => sum + step * around.values[2 * axis], 0);
    copy(x.shape, x.values, steps(x.shape), 0, result.values, layout, start);
    return result;
  }

  // Repeats axes of length 1; generators repeat no others.
  function tile([x, times]) {
    const shape = x.shape.map((side, axis) => side * times.values[axis]);
    const result = tensor(shape);
    copy(shape, x.values, steps(x.shape), 0, result.values, steps(shape), 0);
    return result;
  }

  // One after the other along an axis; the lengths of sides as one list.
  function concat(inputs) {
    const parts = inputs.slice(0, -1);
    const { shape: { length: rank } } = parts[0];
    if (rank === 1) {
      return integers(...parts.flatMap((x) => Array.from(x.values)));
    }
    const axis = (inputs[inputs.length - 1].values[0] + rank) % rank;
    const whole = parts.reduce((sum, x) => sum + x.shape[axis], 0);
    const result = tensor(parts[0].shape.map((side, i) => (i === axis ? whole : side)));
    const layout = steps(result.shape);
    let start = 0;
    for (const x of parts) {
      copy(x.shape, x.values, steps(x.shape), 0, result.values, layout, start * layout[axis]);
      start += x.shape[axis];
    }
    return result;
  }

  // The rows of a table that some numbers choose.
  function gather([table, chosen]) {
    const length = table.shape[1];
    const result = tensor([chosen.values.length, length]);
    chosen.values.forEach((row, i) =>
      result.values.set(table.values.subarray(row * length, (row + 1) * length), i * length));
    return result;
  }

  // The error function to 3e-7 (Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.28).
  function erf(x) {
    const z = Math.abs(x);
    const series = 1 + z * (0.0705230784 + z * (0.0422820123 + z * (0.0092705272
      + z * (0.0001520143 + z * (0.0002765672 + z * 0.0000430638)))));
    const fourth = series * series * series * series;
    const rest = 1 / (fourth * fourth * fourth * fourth);
    return x < 0 ? rest - 1 : 1 - rest;
  }

  const plus = combine((a, b) => a + b);

  return {
    Add: plus,
    AddV2: plus,
    BiasAdd: plus,
    ConcatV2: concat,
    Div: combine((a, b) => a / b),
    Erf: map(erf),
    FusedBatchNormV3: batchNorm,
    GatherV2: gather,
    Identity: ([x]) => x,
    LeakyRelu: (inputs, { alpha }) => map((x) => (x < 0 ? alpha * x : x))(inputs),
    Mean: mean,
    Mul: combine((a, b) => a * b),
    PadV2: pad,
    Relu: map((x) => (x < 0 ? 0 : x)),
    Reshape: reshape,
    Rsqrt: map((x) => 1 / Math.sqrt(x)),
    Shape: ([x]) => integers(...x.shape),
    Sigmoid: map((x) => 1 / (1 + Math.exp(-x))),
    Slice: slice,
    Square: map((x) => x * x),
    Sub: combine((a, b) => a - b),
    Tanh: map(Math.tanh),
    Tile: tile,
  };
}
