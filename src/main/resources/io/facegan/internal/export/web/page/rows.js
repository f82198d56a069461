"use strict";

// Many small faces: the way between two seeds, and faces of seeds at hand.
facegan.rows = (model, choose) => {
  const COLUMNS = 8;
  const FACES = 16;
  const element = (id) => document.getElementById(id);

  // Fills a place on the page with the faces of latents; a later call for it ends an earlier one.
  const newest = new Map();
  async function fill(place, faces, wrap) {
    const turn = {};
    newest.set(place, turn);
    const canvases = faces.map(() =>
      facegan.pictures.canvas(model.width, model.height, "Not drawn yet"));
    element(place).replaceChildren(...canvases.map(wrap));
    for (const [i, { latent, label }] of faces.entries()) {
      const picture = await model.draw(latent);
      if (newest.get(place) !== turn) {
        return;
      }
      facegan.pictures.show(canvases[i], picture, label);
    }
  }

  let ends = [3n, 8n];
  function walk(from, to) {
    ends = [from, to];
    return drawWalk();
  }

  function drawWalk() {
    const [from, to] = ends;
    const latents = ends.map((seed) => facegan.latents.of(seed, model.latentSize));
    const faces = Array.from({ length: COLUMNS }, (_, i) => ({
      latent: facegan.latents.between(...latents, i / (COLUMNS - 1)),
      label: `Image ${i + 1} of ${COLUMNS} on the way from seed ${from} to seed ${to}`,
    }));
    return fill("walk", faces, (canvas) => canvas);
  }

  let seeds = [];
  function grid() {
    seeds = Array.from({ length: FACES }, facegan.seeds.any);
    return drawGrid();
  }

  function drawGrid() {
    const faces = seeds.map((seed) => ({
      latent: facegan.latents.of(seed, model.latentSize),
      label: `Face of seed ${seed}`,
    }));
    return fill("grid", faces, (canvas, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = `Seed ${seeds[i]}`;
      button.append(canvas);
      button.addEventListener("click", () => {
        choose(seeds[i]);
        // Whoever uses keys or a screen reader goes on where the face is.
        element("face-heading").focus();
        element("face-heading").scrollIntoView();
      });
      return button;
    });
  }

  function offer(button, place, name) {
    element(button).addEventListener("click", () =>
      facegan.pictures.download([...element(place).querySelectorAll("canvas")], COLUMNS, name));
  }

  element("walk-form").addEventListener("submit", (event) => {
    event.preventDefault();
    facegan.seeds.read("walk-problem", ["from", "to"], walk);
  });
  element("new-faces").addEventListener("click", grid);
  offer("walk-download", "walk", "walk.png");
  offer("grid-download", "grid", "faces.png");
  async function again() {
    await drawWalk();
    await drawGrid();
  }

  return { walk, grid, again };
};
