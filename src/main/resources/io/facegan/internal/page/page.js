// The page's script: zoom and values of the curves, the film of the grids, light and dark, and
// facegan.update(data), which draws the page anew from data of the shape that package-info tells.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const root = document.documentElement;
  root.classList.add("scripted");
  let data = JSON.parse($("data").textContent);

  // --- Curves. They are drawn already; a zoom shows a part of the drawing.

  let view = null;
  const charts = () => Object.values(data.charts).flat();
  const figureOf = (chart) => all(".chart").find((one) => one.dataset.chart === chart.id);
  const lastStep = () => Math.max(1, ...data.runs.map((run) => run.step));
  const range = () => view ?? [0, lastStep()];
  const finite = (value) => typeof value === "number";
  const short = (tick) =>
    Math.abs(tick) >= 1e4 && Math.abs(tick) < 1e9 && tick % 1000 === 0
      ? `${label(tick / 1000)}k` : label(tick);
  const label = (value) =>
    Math.abs(value) >= 1e9
      ? value.toExponential(2)
      : value.toLocaleString("en-US", { maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 9 });

  function ticksOf(from, to) {
    const raw = (to - from) / 5;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * (raw > 5 * power ? 10 : raw > 2 * power ? 5 : raw > power ? 2 : 1);
    const ticks = [];
    for (let i = Math.ceil(from / step); i * step <= to; i++) {
      ticks.push(i * step);
    }
    return ticks;
  }

  /** Returns the lowest and the highest value that a chart shows in the steps in view. */
  function valuesIn(chart) {
    const { axis } = chart;
    if (!view) {
      return [axis.low, axis.high];
    }
    const values = finite(chart.level) ? [chart.level] : [];
    for (const { points } of chart.lines) {
      for (const part of [points.value, points.low ?? [], points.high ?? []]) {
        values.push(...part.filter((value, i) => finite(value) && (!axis.log || value > 0)
          && points.step[i] >= view[0] && points.step[i] <= view[1]));
      }
    }
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (!(low < high)) {
      return [axis.low, axis.high];
    }
    const margin = axis.log ? 0 : (high - low) / 16;
    return [low >= 0 ? Math.max(low - margin, Math.min(0, axis.low)) : low - margin, high + margin];
  }

  function draw(chart) {
    const figure = figureOf(chart);
    const { axis } = chart;
    const up = (value) =>
      axis.log
        ? Math.log(value / axis.low) / Math.log(axis.high / axis.low)
        : (value - axis.low) / (axis.high - axis.low);
    const [from, to] = range();
    const [low, high] = valuesIn(chart);
    const unit = 1000 / lastStep();
    const height = up(high) - up(low);
    figure.querySelector("svg").setAttribute("viewBox",
      [from * unit, 1000 * (1 - up(high)), (to - from) * unit, 1000 * height].join(" "));
    const write = (place, side, numbers, at) =>
      figure.querySelector(place).replaceChildren(...numbers.map((number) => {
        const made = element("span", { textContent: short(number) });
        made.style[side] = `${100 * at(number)}%`;
        return made;
      }));
    const ticks = axis.log && high > 9 * low
      ? ticksOf(Math.log10(low), Math.log10(high)).map((power) => Number((10 ** power).toPrecision(1)))
        .filter((tick, i, before) => tick >= low && tick !== before[i - 1])
      : ticksOf(low, high);
    figure.querySelector(".grid").setAttribute("d",
      ticks.map((tick) => `M0 ${1000 * (1 - up(tick))}H1000`).join(""));
    write(".values", "top", ticks, (value) => 1 - (up(value) - up(low)) / height);
    write(".ticks", "left", ticksOf(from, to), (step) => (step - from) / (to - from));
    figure.querySelector(".cut").textContent = view ? "" : chart.cut;
  }

  function zoom(from, to) {
    const last = lastStep();
    const [start, end] = [Math.max(0, from), Math.min(last, to)];
    view = start <= 0 && end >= last ? null : end - start >= 2 ? [start, end] : view;
    charts().forEach(draw);
    $("whole").hidden = !view;
    $("whole").textContent =
      `steps ${range().map((step) => label(Math.round(step))).join(" to ")}: show the whole run`;
  }

  const nearest = (steps, step) =>
    steps.reduce((best, one, i) => (Math.abs(one - step) < Math.abs(steps[best] - step) ? i : best), 0);

  function words(chart, step) {
    const number = (value) => (finite(value) ? label(value) : "no number");
    let at = step;
    const parts = chart.lines.filter(({ points }) => points.step.length).map(({ name, points }) => {
      const i = nearest(points.step, step);
      at = points.step[i];
      const spread = points.low && points.low[i] !== points.high[i]
        ? ` (${number(points.low[i])} to ${number(points.high[i])})` : "";
      return `${name} ${number(points.value[i])}${spread}`;
    });
    const near = (range()[1] - range()[0]) / 100;
    const marks = chart.marks.filter((mark) => Math.abs(mark.step - step) <= near);
    return `step ${label(at)}: ${[...parts, ...marks.map((mark) => mark.words)].join(", ")}`;
  }

  /** Marks a step in every chart, and tells its values in the one that is looked at. */
  function point(step, figure) {
    const [from, to] = range();
    for (const chart of charts()) {
      const one = figureOf(chart);
      const cross = one.querySelector(".cross");
      cross.hidden = step === null || step < from || step > to;
      cross.style.left = `${(100 * (step - from)) / (to - from)}%`;
      one.querySelector("output").textContent =
        step !== null && one === figure ? words(chart, step) : "";
    }
  }

  function attach(figure) {
    const plot = figure.querySelector(".plot");
    const cross = element("div", { className: "cross", hidden: true });
    const selected = element("div", { className: "selected", hidden: true });
    plot.append(cross, selected);
    plot.tabIndex = 0;
    plot.role = "group";
    plot.ariaLabel += ". Arrow keys read values, plus and minus zoom, Escape shows the whole run.";
    figure.querySelector("output").ariaLive = "polite";
    let cursor = null;
    let start = null;
    const stepAt = (event) => {
      const box = plot.getBoundingClientRect();
      const [from, to] = range();
      return from + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * (to - from);
    };
    const leave = () => point(null, figure);
    const listen = (types, action) =>
      types.split(" ").forEach((type) => plot.addEventListener(type, action));
    listen("pointerdown", (event) => {
      start = stepAt(event);
      plot.setPointerCapture(event.pointerId);
    });
    listen("pointermove", (event) => {
      cursor = stepAt(event);
      point(cursor, figure);
      const [from, to] = range();
      selected.hidden = start === null;
      selected.style.left = `${(100 * (Math.min(start, cursor) - from)) / (to - from)}%`;
      selected.style.width = `${(100 * Math.abs(cursor - start)) / (to - from)}%`;
    });
    listen("pointerup pointercancel", (event) => {
      const [from, to] = range();
      const other = stepAt(event);
      selected.hidden = true;
      if (event.type === "pointerup" && start !== null && Math.abs(other - start) > (to - from) / 80) {
        zoom(Math.min(start, other), Math.max(start, other));
      }
      start = null;
    });
    listen("pointerleave blur", leave);
    listen("dblclick", () => zoom(0, lastStep()));
    listen("keydown", (event) => {
      const [from, to] = range();
      const chart = charts().find((one) => one.id === figure.dataset.chart);
      const steps = chart.lines[0].points.step.filter((step) => step >= from && step <= to);
      const move = (by) => {
        const i = cursor === null ? steps.length - 1 : nearest(steps, cursor) + by;
        cursor = steps[Math.max(0, Math.min(steps.length - 1, i))] ?? null;
      };
      const here = cursor ?? (from + to) / 2;
      const around = (factor) => zoom(here - factor * (here - from), here + factor * (to - here));
      const keys = {
        ArrowLeft: () => move(event.shiftKey ? -10 : -1),
        ArrowRight: () => move(event.shiftKey ? 10 : 1),
        Home: () => move(-steps.length),
        End: () => move(steps.length),
        "+": () => around(0.5),
        "=": () => around(0.5),
        "-": () => around(2),
        Escape: () => zoom(0, lastStep()),
      };
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        keys[event.key]();
        point(cursor, figure);
      }
    });
  }

  // --- The film: one slider for all films of the page. Frames stand the newest first.

  let shown = Infinity;
  let playing = null;
  const stepOf = (frame) => Number(frame.dataset.step);
  const filmSteps = () =>
    [...new Set(all(".film .frame").map(stepOf))].sort((a, b) => a - b);

  function show(index) {
    const steps = filmSteps();
    shown = Math.max(0, Math.min(steps.length - 1, index));
    $("slider").max = steps.length - 1;
    $("slider").value = shown;
    for (const film of all(".film")) {
      const frames = all(".frame", film);
      const current = frames.find((frame) => stepOf(frame) <= steps[shown]) ?? frames.at(-1);
      frames.forEach((frame) => frame.classList.toggle("current", frame === current));
    }
    const text = steps.length ? `step ${label(steps[shown])}` : "";
    $("shown").textContent = text;
    $("slider").setAttribute("aria-valuetext", text);
    $("controls").hidden = steps.length < 2;
  }

  function play(on) {
    clearInterval(playing);
    playing = on ? setInterval(() => {
      show(shown + 1);
      if (shown === filmSteps().length - 1) {
        play(false);
      }
    }, 300) : null;
    $("play").textContent = on ? "❚❚" : "▶";
    $("play").ariaLabel = on ? "pause" : "play";
  }

  // --- Data that comes later.

  const forms = {
    DL: ([name, text]) =>
      element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: text })),
    TBODY: ([key, ...cells]) => {
      const row = element("tr", {}, element("th", { scope: "row", textContent: key }),
        ...cells.map((text) => element("td", { textContent: text })));
      row.dataset.key = key;
      return row;
    },
    UL: ([text]) => element("li", { textContent: text }),
  };

  /** Shows pictures; one without an address is there already. */
  function put(place, pictures) {
    const before = all(".frame", place);
    place.replaceChildren(...pictures.map(({ step, words: text, src, width, height }) => {
      const old = before.find((frame) => stepOf(frame) === step);
      if (!src && old) {
        return old;
      }
      const made = element("figure", { className: "frame" },
        element("img", { src: src ?? "", width, height, alt: `grid of faces, ${text}` }),
        element("figcaption", { textContent: text }));
      made.dataset.step = step;
      return made;
    }));
  }

  function update(next) {
    const follows = shown >= filmSteps().length - 1;
    data = next;
    const [run] = data.runs;
    all("[data-text]").forEach((one) => {
      one.textContent = run[one.dataset.text];
    });
    document.querySelector("[data-state]").dataset.state = run.state;
    Object.assign(document.querySelector("progress"), { max: run.steps, value: run.step });
    all("[data-rows]").forEach((one) => {
      one.replaceChildren(...run.tables[one.dataset.rows].map(forms[one.tagName]));
    });
    all("[data-section]").forEach((one) => {
      one.hidden = !run.tables[one.dataset.section].length;
    });
    all("[data-none]").forEach((one) => {
      one.hidden = run.tables[one.dataset.none].length > 0;
    });
    put(document.querySelector(".frames"), run.grids);
    put($("reals"), run.reals);
    show(follows ? Infinity : shown);
    for (const chart of charts()) {
      const figure = figureOf(chart);
      figure.hidden = !chart.lines.length;
      figure.querySelector(".legend").replaceChildren(...chart.keys.map(({ style, name }) =>
        element("span", { className: `key ${style}`, textContent: name })));
      figure.querySelector("svg").replaceChildren(...chart.paths.map(({ style, data: d }) => {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("class", style);
        path.setAttribute("d", d);
        return path;
      }));
      draw(chart);
    }
  }

  // --- Light and dark.

  const themes = ["auto", "light", "dark"];
  function theme(name) {
    delete root.dataset.theme;
    if (name !== "auto") {
      root.dataset.theme = name;
    }
    $("theme").textContent = `theme: ${name}`;
  }
  function stored(name) {
    try {
      if (name) {
        localStorage.setItem("facegan-theme", name);
      }
      return localStorage.getItem("facegan-theme");
    } catch {
      return null; // A page that may store nothing begins with the system's theme.
    }
  }

  theme(themes.find((name) => name === stored()) ?? "auto");
  $("theme").hidden = false;
  $("theme").addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "auto") + 1) % themes.length];
    theme(next);
    stored(next);
  });
  all(".chart").forEach(attach);
  $("whole").addEventListener("click", () => zoom(0, lastStep()));
  $("slider").addEventListener("input", () => {
    play(false);
    show(Number($("slider").value));
  });
  $("play").addEventListener("click", () => {
    const begin = playing === null;
    if (begin && shown === filmSteps().length - 1) {
      show(0);
    }
    play(begin);
  });
  show(shown);
  window.facegan = { update };
})();
