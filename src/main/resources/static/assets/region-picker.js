"use strict";

/** Turns the field for the village's code into selects, level by level. Without this script the field stays. */
for (const picker of document.querySelectorAll("[data-region-picker]")) {
  const LEVELS = ["COUNTY", "TOWNSHIP", "VILLAGE"];
  const TITLES = {COUNTY: "县（市、区）", TOWNSHIP: "乡镇（街道）", VILLAGE: "村（社区）"};
  const text = picker.querySelector("[data-region-text]");
  const code = text.querySelector("input");
  const row = picker.querySelector("[data-region-selects]");
  const failure = picker.querySelector("[data-region-failure]");
  const first = row.querySelector("select");
  // A region as a whole, which comes first, is no level.
  const firstLevel = [...first.options].at(-1).dataset.level;
  const wanted = picker.dataset.selected || "";
  let latest = 0;

  function showSelects(shown) {
    row.hidden = !shown;
    text.hidden = shown;
    code.id = shown ? "" : "villageCode";
    first.id = shown ? "villageCode" : "";
    row.querySelector("label").htmlFor = first.id;
  }

  function addSelect(level) {
    const field = document.createElement("div");
    const label = document.createElement("label");
    const select = document.createElement("select");
    field.className = "field";
    select.id = "region-" + level;
    select.disabled = true;
    select.required = true;
    select.add(new Option("请选择", ""));
    select.addEventListener("change", () => choose(select, level));
    label.htmlFor = select.id;
    label.textContent = TITLES[level];
    field.append(label, select);
    row.append(field);
  }

  function fill(select, regions) {
    for (const region of regions) {
      const option = new Option(region.name, region.code);
      option.dataset.level = region.level;
      select.add(option);
    }
    select.disabled = false;
  }

  async function choose(select, emptyLevel) {
    const request = ++latest;
    const option = select.selectedOptions[0];
    const level = option.dataset.level || emptyLevel;
    code.value = option.value && level === "VILLAGE" ? option.value : "";
    while (row.lastElementChild !== select.parentElement) {
      row.lastElementChild.remove();
    }
    LEVELS.slice(LEVELS.indexOf(level) + 1).forEach(addSelect);
    if (!option.value || level === "VILLAGE") {
      return;
    }
    const next = select.parentElement.nextElementSibling.querySelector("select");
    try {
      const response = await fetch("/api/regions?parent=" + encodeURIComponent(option.value), {headers: {Accept: "application/json"}});
      if (!response.ok) {
        throw new Error("HTTP " + response.status);
      }
      const regions = await response.json();
      if (request === latest) {
        fill(next, regions);
        if ("whole" in picker.dataset) {
          const whole = new Option("整个" + option.text, option.value);
          whole.dataset.level = "VILLAGE";
          next.add(whole, 1);
        }
        preselect(next, LEVELS[LEVELS.indexOf(level) + 1]);
      }
    } catch (error) {
      failure.hidden = false;
      showSelects(false);
    }
  }

  function preselect(select, level) {
    const match = [...select.options].find(option => option.value
      && (option.dataset.level === "VILLAGE" ? wanted === option.value : wanted.startsWith(option.value)));
    if (match) {
      select.value = match.value;
    }
    choose(select, level);
  }

  if (firstLevel) {
    row.querySelector("label").textContent = TITLES[firstLevel] || "辖区";
    first.addEventListener("change", () => choose(first, firstLevel));
    if (code.hasAttribute("aria-invalid")) {
      first.setAttribute("aria-invalid", "true");
    }
    showSelects(true);
    preselect(first, firstLevel);
  }
}
