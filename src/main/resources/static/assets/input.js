"use strict";

/** Asks the user before input that is not sent is lost, and keeps the input out of the browser's own memory. */
const forms = [...document.querySelectorAll("main form[method=post]")];
const watched = forms.filter(form => !form.matches(".search, .filters, [data-kept]") && !form.querySelector("[type=password]"));
const before = new Map();
let sending = false;

function values(form) {
  return JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

/**
 * Tells whether a form has input that is not sent. A refused form comes back with its input, which is not stored
 * anywhere.
 */
function isHalfFilled(form) {
  return form.querySelector("[aria-invalid=true]") !== null || before.has(form) && before.get(form) !== values(form);
}

function touch(event) {
  const form = event.target.closest?.("form");
  if (watched.includes(form)) {
    sending = false;
    if (!before.has(form)) {
      before.set(form, values(form));
    }
  }
}

["pointerdown", "keydown", "focusin"].forEach(type => document.addEventListener(type, touch, true));
document.addEventListener("submit", () => sending = true);
window.addEventListener("pageshow", () => sending = false);
window.addEventListener("beforeunload", event => {
  if (!sending && watched.some(isHalfFilled)) {
    event.preventDefault();
    event.returnValue = "";
  }
});

forms.filter(form => !form.querySelector("[type=password]")).forEach(form => form.autocomplete = "off");

/** Earlier versions of Tasklist left half-filled forms here, with identity numbers. */
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].clear();
  } catch {
    // The browser allows no storage, so there is nothing to empty.
  }
}
