// Follows a run: takes states of it from the server, as events, and hands them to the page.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const bar = $("live-bar");
  const RETRY = 5000;
  const RESUMED = 5000;
  const have = new Set(bar.dataset.have.split(" "));
  let over = false;
  let stoppable = false;
  let asked = false;

  function say(words, now) {
    bar.dataset.now = now;
    if ($("live-words").textContent !== words) {
      $("live-words").textContent = words;
    }
  }

  function buttons() {
    $("live-stop").hidden = !stoppable || asked;
    $("live-sure").hidden = $("live-on").hidden = !stoppable || !asked;
  }

  /** Leaves out the address of an image that the page shows already. */
  function unknown(picture) {
    if (have.has(picture.src)) {
      delete picture.src;
    } else if (!picture.src.startsWith("data:")) {
      have.add(picture.src);
    }
  }

  function show(state) {
    over = state.over;
    stoppable = state.stop && !over;
    $("live-stop").textContent = state.training ? "stop after this step" : "do not begin";
    say(state.words, state.training ? "live" : "quiet");
    buttons();
    if (!state.page) {
      return;
    }
    if (!window.facegan) {
      location.reload();
      return;
    }
    for (const run of state.page.runs) {
      run.grids.forEach(unknown);
      run.reals.forEach(unknown);
    }
    window.facegan.update(state.page);
  }

  function connect() {
    const source = new EventSource("events");
    source.onmessage = (event) => {
      show(JSON.parse(event.data));
      if (over) {
        source.close();
        setTimeout(connect, RESUMED); // The run may be resumed.
      }
    };
    source.onerror = () => {
      if (over) {
        source.close();
        setTimeout(connect, RESUMED);
        return;
      }
      stoppable = asked = false;
      buttons();
      if (bar.dataset.now !== "lost") {
        const time = new Date().toLocaleTimeString();
        say(`Connection lost at ${time}: trying again. What is shown is from then.`, "lost");
      }
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, RETRY);
      }
    };
  }

  const ask = (on) => () => {
    asked = on;
    buttons();
    $(on ? "live-on" : "live-stop").focus();
  };
  $("live-stop").addEventListener("click", ask(true));
  $("live-on").addEventListener("click", ask(false));
  $("live-sure").addEventListener("click", async () => {
    asked = false;
    stoppable = false;
    buttons();
    try {
      const answer = await fetch("stop", { method: "POST" });
      say(await answer.text(), bar.dataset.now);
    } catch {
      say("The training could not be asked to stop: use Ctrl-C where it runs.", "lost");
    }
  });
  connect();
})();
