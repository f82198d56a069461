"use strict";

// A tensor is { shape, values }, its last axis the fastest; pictures are batch x height x width x
// channels.
function faceganTensors() {
  const count = (shape) => shape.reduce((product, side) => product * side, 1);
  const tensor = (shape, values = new Float32Array(count(shape))) => ({ shape, values });
  const integers = (...values) => tensor([values.length], Int32Array.from(values));

  // How far apart neighbours are along each axis; none along axes of length 1, which so repeat.
  function steps(shape, rank = shape.length) {
    const all = new Array(rank).fill(0);
    for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
      all[axis + rank - shape.length] = shape[axis] === 1 ? 0 : step;
      step *= shape[axis];
    }
    return all;
  }

  // Calls for each row of values along the last axis, with where it begins in each layout.
  function eachRow(shape, layouts, visit) {
    const walk = (axis, places) => {
      if (axis >= shape.length - 1) {
        visit(...places);
        return;
      }
      for (let i = 0; i < shape[axis]; i++) {
        walk(axis + 1, places.map((place, k) => place + i * layouts[k][axis]));
      }
    };
    walk(0, layouts.map(() => 0));
  }

  function copy(shape, from, fromSteps, fromStart, to, toSteps, toStart) {
    const length = shape[shape.length - 1];
    const fromStep = fromSteps[shape.length - 1];
    const toStep = toSteps[shape.length - 1];
    eachRow(shape, [fromSteps, toSteps], (source, target) => {
      for (let i = 0; i < length; i++) {
        to[toStart + target + i * toStep] = from[fromStart + source + i * fromStep];
      }
    });
  }

  return { count, tensor, integers, steps, eachRow, copy };
}
