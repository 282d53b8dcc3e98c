"use strict";

/** Says whether what is typed is kept on the server, and keeps what was typed last when the page is left. */
const form = document.getElementById("task-form");
let unsent = false;
let submitted = false;

function failed(event) {
  unsent = true;
  const kept = document.getElementById("kept");
  if ([401, 403].includes(event.detail.xhr.status) || event.detail.xhr.responseURL.endsWith("/login")) {
    loginAgain.say(kept);
  } else {
    kept.textContent = "草稿没有存上：网络不通。请先不要离开本页。";
  }
}

if (form) {
  form.addEventListener("input", () => unsent = true);
  // A line is not sent by its end: the next field is meant.
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) {
      event.preventDefault();
    }
  });
  form.addEventListener("click", event => {
    const field = document.getElementById(event.target.dataset?.into);
    if (field) {
      field.value += event.target.textContent;
      field.dispatchEvent(new Event("change", {bubbles: true}));
      field.focus();
    }
  });
  loginAgain.watch(form, document.getElementById("kept"), () => form.dispatchEvent(new Event("change", {bubbles: true})));
  form.addEventListener("submit", event => submitted = !event.defaultPrevented);
  form.addEventListener("htmx:beforeRequest", () => unsent = false);
  form.addEventListener("htmx:sendError", failed);
  form.addEventListener("htmx:responseError", failed);
  form.addEventListener("htmx:beforeSwap", event => {
    if (!event.detail.xhr.responseURL.endsWith("/draft")) {
      event.detail.shouldSwap = false;
      failed(event);
    }
  });
  window.addEventListener("pageshow", () => submitted = false);
  window.addEventListener("pagehide", () => {
    if (unsent && !submitted) {
      navigator.sendBeacon(form.getAttribute("hx-post"), new URLSearchParams(new FormData(form)));
    }
  });
}
