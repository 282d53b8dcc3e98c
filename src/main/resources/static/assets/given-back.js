"use strict";

/** Puts the input back into the form from which it came. If that fails, the plain list stays. */
async function giveBack(plain) {
  const from = document.referrer ? new URL(document.referrer) : null;
  if (from?.origin !== location.origin) {
    return;
  }
  const answer = await fetch(from.pathname + from.search, {headers: {Accept: "text/html"}});
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const form = [...page.querySelectorAll("main form[method=post]")].find(each => each.getAttribute("action") === plain.getAttribute("action"));
  if (!form) {
    return;
  }
  form.querySelectorAll("[type=checkbox], [type=radio]").forEach(box => box.checked = false);
  for (const [name, value] of new FormData(plain)) {
    for (const field of name.startsWith("_") ? [] : form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked ||= field.value === value;
      } else if (field.tagName !== "SELECT") {
        field.value = value;
      } else if ([...field.options].some(option => option.value === value)) {
        [...field.options].find(option => option.value === value).selected = true;
      } else {
        return;
      }
    }
  }
  plain.replaceWith(form);
}

const plain = document.getElementById("given-back");
if (plain) {
  giveBack(plain).catch(() => {});
}
