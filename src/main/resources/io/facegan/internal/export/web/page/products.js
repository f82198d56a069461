"use strict";

// Matrix products in WebAssembly with vector instructions: nearly all of a network's work.
//
// The right-hand matrix is a network's weights. It is packed once into panels of 8 columns, each
// panel row after row. The left-hand one is laid out by 4 rows, each such block column after column,
// so that the innermost loop reads both from front to back and keeps 4 x 8 sums in registers.
function faceganProducts() {
  const ROWS = 4;
  const COLUMNS = 8;
  const PAGE = 65536;

  // Parameters and variables of the WebAssembly function, by their numbers.
  const A = 0, B = 1, C = 2, BLOCKS = 3, INNER = 4, PANELS = 5;
  const PANEL = 6, BLOCK = 7, STEP = 8, LEFT = 9, RIGHT = 10, OUT = 11, STRIDE = 12;
  const SUM = 13, RIGHT_LOW = 21, RIGHT_HIGH = 22, ROW = 23;

  const get = (local) => [0x20, local];
  const set = (local) => [0x21, local];
  const number = (value) => [0x41, value];
  const add = (local, value) => [get(local), value, 0x6a, set(local)];
  const vector = (...code) => [0xfd, ...code];
  const load = (local, offset) => [get(local), vector(0x00, 2, offset)];
  const loadAndRepeat = (local, offset) => [get(local), vector(0x09, 2, offset)];
  const store = (local, offset, value) => [get(local), value, vector(0x0b, 2, offset)];
  const zero = vector(0x0c, ...new Array(16).fill(0));
  const multiplied = (x, y) => [get(x), get(y), vector(0xe6, 0x01)];
  const accumulate = (sum, x, y) => [get(sum), multiplied(x, y), vector(0xe4, 0x01), set(sum)];
  const each = (count) => Array.from({ length: count }, (_, i) => i);

  // Repeats the body while the counter, which it is to count down by one, is above zero.
  const loop = (counter, body) =>
    [0x03, 0x40, body, add(counter, number(0x7f)), get(counter), 0x0d, 0, 0x0b];

  const step = [
    load(RIGHT, 0), set(RIGHT_LOW), load(RIGHT, 16), set(RIGHT_HIGH),
    each(ROWS).map((row) => [
      loadAndRepeat(LEFT, 4 * row), set(ROW),
      accumulate(SUM + 2 * row, ROW, RIGHT_LOW), accumulate(SUM + 2 * row + 1, ROW, RIGHT_HIGH),
    ]),
    add(LEFT, number(4 * ROWS)), add(RIGHT, number(4 * COLUMNS)),
  ];
  const block = [
    get(B), set(RIGHT), get(INNER), set(STEP),
    each(2 * ROWS).map((i) => [zero, set(SUM + i)]),
    loop(STEP, step),
    each(ROWS).map((row) => [
      store(OUT, 0, get(SUM + 2 * row)), store(OUT, 16, get(SUM + 2 * row + 1)),
      add(OUT, get(STRIDE)),
    ]),
  ];
  const body = [
    get(PANELS), set(PANEL), get(PANELS), number(4 * COLUMNS), 0x6c, set(STRIDE),
    loop(PANEL, [
      get(A), set(LEFT), get(C), set(OUT), get(BLOCKS), set(BLOCK),
      loop(BLOCK, block),
      get(RIGHT), set(B), add(C, number(4 * COLUMNS)),
    ]),
    0x0b,
  ];

  const size = (length) =>
    length < 128 ? [length] : [(length & 127) | 128, ...size(length >> 7)];
  const counted = (...code) => [size(code.flat(Infinity).length), code];
  const section = (id, ...code) => [id, ...counted(...code)];
  const text = (word) => [word.length, ...word].map((c) => (c.charCodeAt ? c.charCodeAt(0) : c));
  const I32 = 0x7f, V128 = 0x7b;
  const module = Uint8Array.from([
    0, ...text("asm").slice(1), 1, 0, 0, 0,
    section(1, 1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0),
    section(3, 1, 0),
    section(5, 1, 0, 1),
    section(7, 2, text("memory"), 2, 0, text("multiply"), 0, 0),
    section(10, 1, counted(2, SUM - 6, I32, 11, V128, body)),
  ].flat(Infinity));

  if (!WebAssembly.validate(module)) {
    throw new Error("this browser's WebAssembly has no vector instructions: update the browser");
  }
  const { memory, multiply } = new WebAssembly.Instance(new WebAssembly.Module(module)).exports;
  let packedEnd = PAGE;

  function floats(offset, length) {
    const missing = offset + 4 * length - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE));
    }
    return new Float32Array(memory.buffer, offset, length);
  }

  // Keeps a matrix whose value in a row and column is values[row * rowStep + column * columnStep].
  function pack(values, rows, columns, rowStep, columnStep) {
    const panels = Math.ceil(columns / COLUMNS);
    const packed = { offset: packedEnd, rows, panels };
    const length = rows * panels * COLUMNS;
    const target = floats(packedEnd, length);
    packedEnd += 4 * length;
    for (let column = 0; column < columns; column++) {
      const panel = Math.floor(column / COLUMNS) * rows * COLUMNS + (column % COLUMNS);
      for (let row = 0; row < rows; row++) {
        target[panel + row * COLUMNS] = values[row * rowStep + column * columnStep];
      }
    }
    return packed;
  }

  // Multiplies a matrix of some rows, row after row, with a packed one. Returns the product, which
  // the next call overwrites, and how far apart its rows are.
  function product(left, rows, packed) {
    const inner = packed.rows;
    const blocks = Math.ceil(rows / ROWS);
    const stride = packed.panels * COLUMNS;
    const out = packedEnd + 4 * blocks * ROWS * inner;
    floats(out, blocks * ROWS * stride);
    const laidOut = floats(packedEnd, blocks * ROWS * inner);
    for (let row = 0; row < blocks * ROWS; row++) {
      const target = Math.floor(row / ROWS) * ROWS * inner + (row % ROWS);
      for (let i = 0; i < inner; i++) {
        laidOut[target + i * ROWS] = row < rows ? left[row * inner + i] : 0;
      }
    }
    multiply(packedEnd, packed.offset, out, blocks, inner, packed.panels);
    return { values: floats(out, rows * stride), stride };
  }

  return { pack, product };
}
