"use strict";

// TensorFlow's operations that are matrix products at heart.
function faceganConvolutions({ tensor }, { pack, product }) {
  // How many values a convolution lays out at a time.
  const MOST_LAID_OUT = 1 << 21;

  // Weights are packed when they are first used, and then no longer needed as they were.
  function packed(weights, lay) {
    if (!weights.packed) {
      weights.packed = lay(weights.values);
      weights.values = null;
    }
    return weights.packed;
  }

  function matMul([x, weights]) {
    const [inner, units] = weights.shape;
    const right = packed(weights, (values) => pack(values, inner, units, units, 1));
    const result = tensor([x.shape[0], units]);
    write(product(x.values, x.shape[0], right), units, result.values, 0);
    return result;
  }

  function write({ values, stride }, columns, target, start) {
    const rows = values.length / stride;
    for (let row = 0; row < rows; row++) {
      const from = row * stride;
      target.set(values.subarray(from, from + columns), start + row * columns);
    }
  }

  // What TensorFlow's padding adds before the first row or column of the larger picture.
  function padding(attributes, kernel, stride, large, small) {
    const all = attributes.padding === "SAME" ? (small - 1) * stride + kernel - large : 0;
    return Math.max(0, all >> 1);
  }

  // Where a kernel laid on the larger picture for a row of the smaller one meets it: calls with the
  // place of the values in the picture, in the kernel's window, and how many they are.
  function eachOverlap(g, y, visit) {
    for (let x = 0; x < g.smallWidth; x++) {
      const left = x * g.strideX - g.padX;
      const first = Math.max(0, -left);
      const length = Math.min(g.kernelWidth, g.width - left) - first;
      for (let row = 0; row < g.kernelHeight; row++) {
        const line = y * g.strideY - g.padY + row;
        if (line >= 0 && line < g.height) {
          visit((line * g.width + left + first) * g.channels, x,
            (row * g.kernelWidth + first) * g.channels, length * g.channels);
        }
      }
    }
  }

  // The geometry of a convolution from a larger picture with some channels to a smaller one.
  function geometry(attributes, kernelHeight, kernelWidth, large, small) {
    const [, strideY, strideX] = attributes.strides;
    const [, height, width, channels] = large;
    const [, smallHeight, smallWidth] = small;
    return {
      height, width, channels, smallHeight, smallWidth, kernelHeight, kernelWidth,
      strideY, strideX, window: kernelHeight * kernelWidth * channels,
      padY: padding(attributes, kernelHeight, strideY, height, smallHeight),
      padX: padding(attributes, kernelWidth, strideX, width, smallWidth),
    };
  }

  // Calls for blocks of a smaller picture's rows, as many as can be laid out at a time.
  function eachBlock(batch, g, visit) {
    const most = Math.max(1, Math.floor(MOST_LAID_OUT / (g.window * g.smallWidth)));
    for (let picture = 0; picture < batch; picture++) {
      for (let from = 0; from < g.smallHeight; from += most) {
        visit(picture, from, Math.min(g.smallHeight, from + most));
      }
    }
  }

  function convolution([x, weights], attributes) {
    const [kernelHeight, kernelWidth, channels, filters] = weights.shape;
    const same = attributes.padding === "SAME";
    const side = (axis, kernel, stride) =>
      Math.floor((x.shape[axis] - (same ? 1 : kernel)) / stride) + 1;
    const [, strideY, strideX] = attributes.strides;
    const shape = [
      x.shape[0], side(1, kernelHeight, strideY), side(2, kernelWidth, strideX), filters];
    const g = geometry(attributes, kernelHeight, kernelWidth, x.shape, shape);
    const right = packed(weights, (values) => pack(values, g.window, filters, filters, 1));
    const result = tensor(shape);
    eachBlock(shape[0], g, (picture, from, to) => {
      const base = picture * g.height * g.width * channels;
      const left = new Float32Array((to - from) * g.smallWidth * g.window);
      for (let y = from; y < to; y++) {
        eachOverlap(g, y, (place, column, inWindow, length) => left.set(
          x.values.subarray(base + place, base + place + length),
          ((y - from) * g.smallWidth + column) * g.window + inWindow));
      }
      write(product(left, (to - from) * g.smallWidth, right), filters, result.values,
        (picture * g.smallHeight + from) * g.smallWidth * filters);
    });
    return result;
  }

  function transposedConvolution([sides, weights, x], attributes) {
    const [kernelHeight, kernelWidth, , inputs] = weights.shape;
    const shape = Array.from(sides.values);
    const g = geometry(attributes, kernelHeight, kernelWidth, shape, x.shape);
    const right = packed(weights, (values) => pack(values, inputs, g.window, 1, inputs));
    const result = tensor(shape);
    eachBlock(shape[0], g, (picture, from, to) => {
      const base = picture * g.height * g.width * g.channels;
      const first = (picture * g.smallHeight + from) * g.smallWidth * inputs;
      const rows = (to - from) * g.smallWidth;
      const { values, stride } = product(
        x.values.subarray(first, first + rows * inputs), rows, right);
      for (let y = from; y < to; y++) {
        eachOverlap(g, y, (place, column, inWindow, length) => {
          const source = ((y - from) * g.smallWidth + column) * stride + inWindow;
          for (let i = 0; i < length; i++) {
            result.values[base + place + i] += values[source + i];
          }
        });
      }
    });
    return result;
  }

  return { MatMul: matMul, Conv2D: convolution, Conv2DBackpropInput: transposedConvolution };
}
