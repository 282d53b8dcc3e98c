"use strict";

/** A page that outlives its login keeps what is typed: it offers a login in a new window, and then goes on with the new one. */
const loginAgain = {
  ended: false,

  /** Says in an element that the login has ended. */
  say(place) {
    this.ended = true;
    place.classList.add("wrong");
    const link = Object.assign(document.createElement("a"), {href: "/login", target: "_blank", rel: "noopener", textContent: "在新窗口登录"});
    place.replaceChildren("登录已失效，刚才填写的还没有存上，但都在本页上。请", link, "，再回到这里继续。");
  },

  /** Takes the new login's tokens from a page of the task, once there is one. */
  async goOn(form, then) {
    if (!this.ended) {
      return;
    }
    const answer = await fetch(location.pathname.match(/\/tasks\/[^/]+/)[0]);
    if (!answer.ok || answer.redirected) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of ["_csrf", "_once"]) {
      const token = fresh.querySelector(`#task-form [name=${name}]`);
      const own = form.querySelector(`[name=${name}]`);
      if (token && own) {
        own.value = token.value;
      }
    }
    this.ended = false;
    document.getElementById("kept").classList.remove("wrong");
    then();
  },

  /** Sends nothing while there is no login, and looks for a new one when the user comes back or presses a button again. */
  watch(form, place, then) {
    form.addEventListener("submit", async event => {
      if (!this.ended) {
        return;
      }
      event.preventDefault();
      await this.goOn(form, then);
      if (this.ended) {
        this.say(place);
        place.scrollIntoView({block: "center"});
      } else {
        form.requestSubmit(event.submitter);
      }
    });
    window.addEventListener("focus", () => this.goOn(form, then));
    document.addEventListener("visibilitychange", () => document.hidden || this.goOn(form, then));
  },
};
