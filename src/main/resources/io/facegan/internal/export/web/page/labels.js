"use strict";

// The choice of a label, where the model knows labels: what is on the page is drawn again with it.
facegan.labels = (model, again) => {
  const names = model.metadata.labels ?? [];
  const choice = document.getElementById("label");
  choice.replaceChildren(...names.map((name, i) => new Option(name, i)));
  choice.addEventListener("change", () => {
    model.label = Number(choice.value);
    again();
  });
  document.getElementById("labels").hidden = names.length === 0;
};
