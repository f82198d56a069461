"use strict";
/* Search without a server: the texts come as a script, once someone looks for something. */
const form = document.getElementById("search");
const input = form.querySelector("input");
const found = document.getElementById("found");
const MOST = 12;

function load() {
  load.done ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = "search.js";
    script.onload = resolve;
    document.head.append(script);
  });
  return load.done;
}

function wordsOf(query) {
  return query.toLowerCase().split(/[^\p{L}\p{N}-]+/u).filter(Boolean);
}

/* Headings count most; a part has to hold every word. */
function rank(part, words) {
  const heading = part.heading.toLowerCase();
  const page = part.page.toLowerCase();
  const text = part.text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const here = (heading.includes(word) ? 8 : 0) + (page.includes(word) ? 3 : 0) +
      Math.min(3, text.split(word).length - 1);
    if (here === 0) return 0;
    sum += here;
  }
  return sum;
}

function marked(text, words) {
  const at = Math.max(0, Math.min(...words.map((word) => {
    const place = text.toLowerCase().indexOf(word);
    return place < 0 ? Infinity : place;
  }), text.length) - 40);
  const snippet = (at > 0 ? "…" : "") + text.slice(at, at + 160);
  const line = document.createElement("p");
  const pattern = new RegExp(`(${words.map((word) => word.replace(/-/g, "\\-")).join("|")})`, "giu");
  snippet.split(pattern).forEach((piece, i) => {
    if (i % 2) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      line.append(mark);
    } else {
      line.append(piece);
    }
  });
  return line;
}

async function search() {
  const words = wordsOf(input.value);
  found.hidden = words.length === 0;
  if (found.hidden) return;
  await load();
  const best = parts.map((part) => ({ part, sum: rank(part, words) }))
    .filter((one) => one.sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST);
  found.replaceChildren(...best.map(({ part }) => {
    const link = document.createElement("a");
    link.href = part.url;
    link.textContent = part.heading === part.page ? part.page : `${part.page} › ${part.heading}`;
    link.append(marked(part.text, words));
    return link;
  }));
  if (best.length === 0) {
    const nothing = document.createElement("p");
    nothing.textContent = `Nothing has "${input.value}".`;
    found.append(nothing);
  }
}

input.addEventListener("input", search);
input.addEventListener("focus", search);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  found.querySelector("a")?.click();
});
found.addEventListener("click", () => { found.hidden = true; });
document.addEventListener("click", (event) => {
  if (!form.contains(event.target)) found.hidden = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== input) {
    event.preventDefault();
    input.focus();
  } else if (event.key === "Escape") {
    found.hidden = true;
    input.blur();
  } else if (!found.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const links = [input, ...found.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : links.length - 1;
    links[(links.indexOf(document.activeElement) + step) % links.length].focus();
    event.preventDefault();
  }
});
/* On a phone the list of pages is closed at first. */
if (matchMedia("(max-width: 52rem)").matches) document.querySelector("nav details").open = false;
