"use strict";

// Puts the page together.
(() => {
  const element = (id) => document.getElementById(id);
  const say = (words) => { element("status").textContent = words; };

  function complain(failure) {
    element("status").className = "problem";
    const advice = failure.ofFile
      ? " If this page was opened from an archive, unpack all of it and open index.html again; or put "
        + "the folder on a web server."
      : "";
    say(`No face can be drawn here: ${failure.message}.${advice}`);
  }

  function describe({ metadata, latentSize, width, height }) {
    element("about").textContent = `The network “${metadata.networks}” turns ${latentSize} numbers `
      + `into an image of ${height}x${width}. It was trained on ${metadata.training_batch_size} `
      + `image${metadata.training_batch_size === 1 ? "" : "s"} a step; its batch norm uses `
      + `${metadata.batch_norm_uses}. Made with FaceGan ${metadata.facegan_version}. The folder model `
      + "is a TensorFlow.js graph model for programs of your own; the folder embedded is needed only "
      + "where this page is opened without a server.";
  }

  // A failure ends here and not among the browser's unhandled ones: of scripts that were loaded from
  // a file the browser does not report those.
  function complaining(draw) {
    return (latent) => draw(latent).catch((failure) => {
      complain(failure);
      throw failure;
    });
  }

  async function start() {
    say("Loading the network …");
    const model = await facegan.load((done, all) =>
      say(`Loading the network: ${done} of ${all} files`));
    model.draw = complaining(model.draw);
    facegan.model = model;
    describe(model);
    say("");
    element("studio").hidden = false;
    const face = facegan.face(model);
    const rows = facegan.rows(model, face.choose);
    facegan.labels(model, async () => {
      await face.again();
      await rows.again();
    });
    await face.choose(0n);
    await rows.walk(3n, 8n);
    await rows.grid();
  }

  start().catch(complain);
})();
