"use strict";

// The one large face: its seed, and sliders that change it.
facegan.face = (model) => {
  const REACH = 5;
  const element = (id) => document.getElementById(id);
  const canvas = element("face");
  // Those that people have named come first; pages of earlier models have none.
  const named = Object.entries(model.metadata.named_directions ?? {});
  const names = named.map(([name]) => name)
    .concat(model.metadata.latent_directions.map((_, k) => String(k + 1)));
  const directions = named.map(([, vector]) => vector).concat(model.metadata.latent_directions);
  const sliders = names.map(slider);
  let seed = 0n;

  function slider(name) {
    const row = document.createElement("label");
    row.className = "slider";
    row.innerHTML = `<span></span>
      <input type="range" min="${-REACH}" max="${REACH}" step="0.1" value="0"><output>0.0</output>`;
    row.querySelector("span").textContent = name;
    row.querySelector("input").setAttribute("aria-label", `Direction ${name}`);
    element("sliders").append(row);
    const input = row.querySelector("input");
    const set = (value) => {
      input.value = value;
      row.querySelector("output").textContent = Number(value).toFixed(1);
    };
    input.addEventListener("input", () => {
      set(input.value);
      draw();
    });
    return { value: () => Number(input.value), reset: () => set(0) };
  }

  // Draws what is asked for last; what was asked for while a face was drawn is passed over.
  let drawing = false;
  let wanted = false;
  async function draw() {
    wanted = true;
    if (drawing) {
      return;
    }
    drawing = true;
    try {
      while (wanted) {
        wanted = false;
        await drawOnce(seed, sliders.map((each) => each.value()));
      }
    } finally {
      drawing = false;
    }
  }

  async function drawOnce(drawn, amounts) {
    const latent = facegan.latents.of(drawn, model.latentSize);
    const picture = await model.draw(facegan.latents.moved(latent, directions, amounts));
    const changed = amounts.some((amount) => amount !== 0);
    const of = model.metadata.labels ? `, ${model.metadata.labels[model.label]}` : "";
    const label = `Face of seed ${drawn}${of}${changed ? ", changed" : ""}`;
    facegan.pictures.show(canvas, picture, label);
    element("face-caption").textContent = label;
  }

  // What sliders have changed, as part of a file's name: -glasses+1.5-d1+2.0-d3-0.5.
  function changes() {
    return sliders
      .map((each, k) => [each.value(), k < named.length ? names[k] : `d${names[k]}`])
      .filter(([amount]) => amount !== 0)
      .map(([amount, name]) => `-${name}${amount > 0 ? "+" : ""}${amount.toFixed(1)}`)
      .join("");
  }

  function choose(newSeed) {
    seed = newSeed;
    element("seed").value = seed;
    facegan.seeds.complain("seed-problem", []);
    sliders.forEach((each) => each.reset());
    return draw();
  }

  facegan.pictures.resize(canvas, model.width, model.height);
  element("face-form").addEventListener("submit", (event) => {
    event.preventDefault();
    facegan.seeds.read("seed-problem", ["seed"], choose);
  });
  element("another").addEventListener("click", () => choose(facegan.seeds.any()));
  element("reset").addEventListener("click", () => choose(seed));
  element("face-download").addEventListener("click", () =>
    facegan.pictures.download([canvas], 1, `face-${seed}${changes()}.png`));
  return { choose, again: draw };
};
