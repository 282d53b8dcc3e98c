"use strict";

/** Puts a phrase that the user chooses at the end of the field for which it is offered. */
document.addEventListener("change", event => {
  const choice = event.target.closest?.("select[data-phrase-for]");
  const field = choice && document.getElementById(choice.dataset.phraseFor);
  if (field && choice.value) {
    field.value = field.value.trim() ? field.value.trimEnd() + (/[。！？；，]$/.test(field.value.trimEnd()) ? "" : "。") + choice.value : choice.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    choice.value = "";
  }
});
