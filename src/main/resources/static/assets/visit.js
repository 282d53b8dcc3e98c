"use strict";

/** Keeps each field on the server as soon as it is left, so that a lost connection or an empty battery loses nothing. */
const form = document.getElementById("visit");
form?.addEventListener("change", async () => {
  const kept = document.getElementById("kept");
  try {
    const answer = await fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual"});
    kept.textContent = answer.status === 204 ? "已存" : "没有存上：登录可能已经过期，请点“下一页”重新登录";
  } catch {
    kept.textContent = "网络不通，没有存上；通了以后再改一次即可";
  }
});
