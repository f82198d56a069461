"use strict";

// Pictures on the page, and as files.
facegan.pictures = (() => {
  // Between the pictures of a row or grid in a file, as on FaceGan's own.
  const GAP = 2;

  function canvas(width, height, label) {
    const element = document.createElement("canvas");
    element.setAttribute("role", "img");
    resize(element, width, height);
    relabel(element, label);
    return element;
  }

  function resize(element, width, height) {
    element.width = width;
    element.height = height;
  }

  function relabel(element, label) {
    element.setAttribute("aria-label", label);
  }

  function show(element, picture, label) {
    element.getContext("2d").putImageData(picture, 0, 0);
    relabel(element, label);
  }

  // Offers a file of canvases of one size, pixel for pixel, so many in a row.
  function download(canvases, columns, name) {
    const { width, height } = canvases[0];
    const rows = Math.ceil(canvases.length / columns);
    const sheet = document.createElement("canvas");
    resize(sheet, columns * (width + GAP) - GAP, rows * (height + GAP) - GAP);
    const context = sheet.getContext("2d");
    canvases.forEach((element, i) => context.drawImage(
      element, (i % columns) * (width + GAP), Math.floor(i / columns) * (height + GAP)));
    sheet.toBlob((file) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }, "image/png");
  }

  return { canvas, resize, show, download };
})();
