"use strict";

/** Moves through the list of tasks by the keyboard: j and k, the space bar ticks, Enter opens. Without this script links and Tab do. */
const rows = [...document.querySelectorAll("#tasks tbody tr")];
let at = rows.findIndex(row => "#" + row.id === location.hash);

function go(to) {
  if (!rows[to]) {
    return;
  }
  rows[at]?.classList.remove("at");
  at = to;
  rows[at].classList.add("at");
  rows[at].querySelector("a.open").focus({preventScroll: true});
  rows[at].scrollIntoView({block: "nearest"});
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea, summary, button")) {
    return;
  }
  const box = rows[at]?.querySelector(".pick input");
  if (event.key === "j" || event.key === "k") {
    go(event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0));
  } else if (event.key === " " && box && event.target !== box) {
    event.preventDefault();
    box.click();
  } else if (event.key === "Enter" && box && event.target === box) {
    // The form would be sent.
    event.preventDefault();
    rows[at].querySelector("a.open").click();
  }
});

rows.forEach((row, index) => row.addEventListener("focusin", () => {
  rows[at]?.classList.remove("at");
  at = index;
  row.classList.add("at");
}));
if (at >= 0) {
  go(at);
}

const all = document.getElementById("all");
if (all) {
  const boxes = [...document.querySelectorAll("#tasks tbody .pick input")];
  all.hidden = false;
  all.nextElementSibling.textContent = "全选本页";
  all.addEventListener("change", () => boxes.forEach(box => box.checked = all.checked));
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
