"use strict";

// Loads the model into a worker, so that the page answers while a face is drawn.
facegan.load = (() => {
  const PARTS = [
    faceganProducts, faceganTensors, faceganConvolutions, faceganOperations, faceganNetwork,
    faceganWorker];

  // The worker is made of the text of these functions: a page that was opened as a file may not
  // start one from a file.
  function startWorker() {
    const text = `"use strict";\n${PARTS.join("\n")}\nfaceganWorker();\n`;
    return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  }

  // Gives a function that sends the worker a message and promises its answer.
  function conversation(worker) {
    const waiting = new Map();
    let last = 0;
    worker.onmessage = ({ data: { id, pixels, problem } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      return problem ? reject(new Error(problem)) : resolve(pixels);
    };
    // A browser gives no reason where a policy of the server forbids the worker.
    worker.onerror = ({ message }) => {
      const reason = message || "the browser started no worker: a Content-Security-Policy of the "
        + "server must have worker-src blob: and script-src 'self' 'wasm-unsafe-eval'";
      waiting.forEach(({ reject }) => reject(new Error(reason)));
      waiting.clear();
    };
    return (message, moved = []) => new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ ...message, id: last }, moved);
    });
  }

  async function weights(manifest, progress) {
    const shards = [];
    for (const path of manifest.paths) {
      progress(shards.length, manifest.paths.length);
      shards.push(await facegan.files.bytes(path));
    }
    const bytes = new Uint8Array(shards.reduce((sum, shard) => sum + shard.length, 0));
    let offset = 0;
    for (const shard of shards) {
      bytes.set(shard, offset);
      offset += shard.length;
    }
    return bytes.buffer;
  }

  // Promises what the model says of itself and a function that promises the picture of a latent.
  return async function load(progress) {
    const model = await facegan.files.json("model.json");
    const bytes = await weights(model.weightsManifest[0], progress);
    const ask = conversation(startWorker());
    await ask({ model, bytes }, [bytes]);
    const sides = ({ tensorShape }) => tensorShape.dim.map(({ size }) => Number(size));
    const [, height, width] = sides(model.signature.outputs.images);
    const loaded = {
      // The number of the label that is drawn, where there are labels.
      label: 0,
      metadata: model.userDefinedMetadata,
      latentSize: sides(model.signature.inputs.latents)[1],
      height,
      width,
      draw: async (latent) =>
        new ImageData(await ask({ latent, label: loaded.label }), width, height),
    };
    return loaded;
  };
})();
