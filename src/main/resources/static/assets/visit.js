"use strict";

/** Keeps each field on the server as soon as it is left, so that a lost connection or an empty battery loses nothing. */
const form = document.getElementById("visit");
const kept = document.getElementById("kept");

async function keep() {
  try {
    const answer = await fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual"});
    if (answer.status === 204) {
      kept.textContent = "已存";
    } else if (answer.status === 409) {
      kept.textContent = "没有存上：这一页已随核实结果改变，或者待办已经办结。请刷新后核对";
    } else {
      loginAgain.say(kept);
    }
  } catch {
    kept.textContent = "网络不通，没有存上；通了以后再改一次即可";
  }
}

if (form) {
  form.addEventListener("change", keep);
  loginAgain.watch(form, kept, keep);
}
