"use strict";

/** Asks before what is filled into a form and not sent is lost, and keeps it out of the browser's own memory. */
const forms = [...document.querySelectorAll("main form[method=post]")];
const watched = forms.filter(form => !form.matches(".search, .filters") && !form.querySelector("[type=password]"));
const before = new Map();
let sending = false;

function values(form) {
  return JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

/** A form that was refused comes back with what was filled in; that is not on record anywhere. */
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

/** Earlier versions of Tasklist left half-filled forms behind, identity numbers too. */
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].clear();
  } catch {
    // The browser keeps no store for us: nothing to empty.
  }
}
