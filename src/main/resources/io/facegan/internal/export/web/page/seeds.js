"use strict";

// Seeds as people type them.
facegan.seeds = (() => {
  const element = (id) => document.getElementById(id);

  // A seed short enough to be passed on by word of mouth.
  const any = () => BigInt(Math.floor(Math.random() * 1_000_000));

  // Marks the fields with these names as wrong, and all others that the message speaks for as right.
  function complain(message, wrong) {
    document.querySelectorAll(`[aria-describedby="${message}"]`).forEach((field) =>
      field.setAttribute("aria-invalid", wrong.includes(field.id)));
    element(message).textContent = wrong.length === 0 ? "" : wrong.map((id) =>
      `“${element(id).value}” is no seed: type a whole number from -9223372036854775808 to`
      + " 9223372036854775807.").join(" ");
  }

  // Calls with the seeds of some fields, or says what is wrong with them.
  function read(message, fields, use) {
    const seeds = fields.map((id) => facegan.latents.parseSeed(element(id).value));
    const wrong = fields.filter((_, i) => seeds[i] === null);
    complain(message, wrong);
    if (wrong.length > 0) {
      element(wrong[0]).focus();
    } else {
      use(...seeds);
    }
  }

  return { any, complain, read };
})();
