"use strict";

// Reads the files of the model: from model/ where this page came from a server, else from embedded/,
// since a page that was opened as a file may load scripts but read no files.
facegan.files = (() => {
  const arrived = new Map();
  facegan.embedded = (name, content) => arrived.set(name, content);

  function missing(words) {
    return Object.assign(new Error(words), { ofFile: true });
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = `embedded/${name}.js`;
      element.onload = () => {
        const content = arrived.get(name);
        arrived.delete(name);
        element.remove();
        resolve(content);
      };
      element.onerror = () => reject(
        missing(`the file embedded/${name}.js cannot be read: keep it beside this page`));
      document.head.append(element);
    });
  }

  async function fetched(name) {
    const answer = await fetch(`model/${name}`).catch((failure) => failure);
    if (!answer.ok) {
      const why = answer.status ? `status ${answer.status}` : answer.message;
      throw missing(`the file model/${name} cannot be read (${why}): it belongs beside this page`);
    }
    return answer;
  }

  const embedded = {
    json: script,
    bytes: async (name) => Uint8Array.from(atob(await script(name)), (c) => c.charCodeAt(0)),
  };
  const served = {
    json: async (name) => (await fetched(name)).json(),
    bytes: async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer()),
  };

  return location.protocol === "file:" ? embedded : served;
})();
