"use strict";

/** Sends the file without leaving the page, so that the user need not choose it again to confirm the preview. */
const form = document.getElementById("import");
const working = document.getElementById("working");

function show(nodes) {
  const result = document.getElementById("result");
  result.replaceChildren(...nodes);
  result.focus();
}

function say(text) {
  const message = document.createElement("p");
  message.className = "message bad";
  message.setAttribute("role", "alert");
  message.textContent = text;
  show([message]);
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach(button => button.disabled = true);
  working.textContent = event.submitter?.name === "confirm" ? "正在导入，请不要关闭页面……" : "正在检查……";
  try {
    const answer = await fetch(form.action, {method: "POST", body: data, headers: {Accept: "text/html"}});
    if (answer.redirected) {
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const result = page.getElementById("result");
    if (result) {
      show([...result.childNodes]);
    } else {
      say(page.querySelector("main .message")?.textContent || "没有成功，请稍后再试");
    }
  } catch {
    say("文件没有送到：请检查网络；文件在选择之后改动过的，请重新选择");
  } finally {
    working.textContent = "";
    buttons.forEach(button => button.disabled = false);
  }
});

/** A preview holds only for the file from which it was made. */
document.getElementById("file").addEventListener("change", () => document.getElementById("result").replaceChildren());
