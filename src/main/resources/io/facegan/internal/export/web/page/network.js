"use strict";

// A TensorFlow.js graph model that draws: latents in, pixels out.
function faceganNetwork() {
  const tensors = faceganTensors();
  const operations = {
    ...faceganOperations(tensors),
    ...faceganConvolutions(tensors, faceganProducts()),
  };

  // An attribute of an operation as a plain value.
  function plain(attribute) {
    if (attribute.list) {
      return (attribute.list.i ?? []).map(Number);
    }
    return attribute.s !== undefined ? atob(attribute.s) : attribute.b ?? attribute.f;
  }

  // The tensors of a manifest whose values lie one after the other in some bytes.
  function constants(manifest, bytes) {
    const all = new Map();
    let offset = 0;
    for (const { name, shape, dtype, quantization } of manifest.weights) {
      const Stored = quantization ? Uint16Array : dtype === "int32" ? Int32Array : Float32Array;
      const end = offset + tensors.count(shape) * Stored.BYTES_PER_ELEMENT;
      const stored = new Stored(bytes.slice(offset, end));
      const values = quantization ? Float32Array.from(stored, (bits) => halves[bits]) : stored;
      all.set(name, tensors.tensor(shape, values));
      offset = end;
    }
    return all;
  }

  // The values of all 16-bit patterns: sign, 5 bits of exponent, 10 of fraction.
  const halves = Float32Array.from({ length: 1 << 16 }, (_, bits) => {
    const exponent = bits >> 10 & 31;
    const fraction = bits & 1023;
    const size = exponent === 0
      ? fraction * 2 ** -24
      : (1024 + fraction) * 2 ** (exponent - 25);
    return bits >> 15 ? -size : size;
  });

  // The nodes that compute something, their attributes made plain.
  function steps(topology) {
    return topology.node
      .filter((node) => node.op !== "Const" && node.op !== "Placeholder")
      .map(({ name, op, input, attr }) => {
        if (!operations[op]) {
          throw new Error(`the model has an operation ${op} that this page does not know`);
        }
        const attributes = Object.fromEntries(
          Object.entries(attr).map(([key, value]) => [key, plain(value)]));
        return { name, operation: operations[op], input, attributes };
      });
  }

  // Takes a model.json and the bytes of its weights; gives a function from one latent, and the number
  // of a label if the model takes such, to pixels.
  return function load(model, bytes) {
    const known = constants(model.weightsManifest[0], bytes);
    const all = steps(model.modelTopology);
    return function draw(latent, label) {
      const values = new Map(known);
      values.set("latents", tensors.tensor([1, latent.length], latent));
      values.set("labels", tensors.integers(label));
      for (const { name, operation, input, attributes } of all) {
        values.set(name, operation(input.map((from) => values.get(from)), attributes));
      }
      return pixels(values.get("images"));
    };
  };

  // Values in [0, 1] as red, green, blue and opacity; the rounding is FaceGan's, in 32 bits.
  function pixels({ shape: [, height, width, channels], values }) {
    const bytes = new Uint8ClampedArray(4 * height * width);
    for (let i = 0; i < height * width; i++) {
      for (let k = 0; k < 3; k++) {
        const level = Math.fround(values[i * channels + (channels === 1 ? 0 : k)] * 255);
        bytes[4 * i + k] = Math.floor(Math.fround(level + 0.5));
      }
      bytes[4 * i + 3] = 255;
    }
    return bytes;
  }
}

// What runs beside the page: loads the model it is sent, then draws one latent after the other.
function faceganWorker() {
  let draw;
  onmessage = ({ data: { id, model, bytes, latent, label } }) => {
    try {
      if (model) {
        draw = faceganNetwork()(model, bytes);
        postMessage({ id });
      } else {
        const pixels = draw(latent, label);
        postMessage({ id, pixels }, [pixels.buffer]);
      }
    } catch (failure) {
      postMessage({ id, problem: failure.message });
    }
  };
}
