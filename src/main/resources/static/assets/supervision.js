"use strict";

/** Draws each chart from the table beside it, so that both always show the same numbers. */
const COLOURS = {OVERDUE: "#a3231c", UNREACHABLE: "#d9663d", WARNING: "#e0a526", ON_TRACK: "#0b6e5f", MET: "#1c6b34", MET_LATE: "#c98a86"};
const NARROW = matchMedia("(max-width: 720px)").matches;
const FONT = getComputedStyle(document.body).fontFamily;

function read(section) {
  // If a phone does not show a row, the chart does not show it either.
  const rows = [...section.querySelectorAll("tbody tr:not([data-empty])")].filter(row => !NARROW || getComputedStyle(row).display !== "none"
    || section.dataset.chart !== "regions");
  return {
    heads: [...section.querySelectorAll("thead th")].slice(1),
    names: rows.map(row => row.querySelector("th").textContent.trim()),
    links: rows.map(row => row.querySelector("a")?.href),
    column: index => rows.map(row => Number.parseFloat(row.querySelectorAll("td")[index].textContent) || 0),
    texts: index => rows.map(row => row.querySelectorAll("td")[index].textContent.trim()),
  };
}

const options = {
  /** Draws the column that is marked as a rate, by region. */
  rates(table) {
    const index = table.heads.findIndex(head => "rate" in head.dataset);
    return {
      grid: {left: 8, right: 56, top: 8, bottom: 8, containLabel: true},
      tooltip: {trigger: "axis", axisPointer: {type: "shadow"}, valueFormatter: value => value == null ? "—" : value + "%"},
      xAxis: {type: "value", min: 0, max: 100, axisLabel: {formatter: "{value}%"}},
      yAxis: {type: "category", data: table.names, inverse: true, axisTick: {show: false}},
      series: [{name: table.heads[index].textContent, type: "bar", barMaxWidth: 22, cursor: "pointer", data: table.column(index),
        itemStyle: {color: COLOURS.ON_TRACK}, label: {show: true, position: "right", formatter: ({value}) => value.toFixed(1) + "%"}}],
    };
  },
  regions(table) {
    return {
      grid: {left: 8, right: 24, top: NARROW ? 64 : 40, bottom: 8, containLabel: true},
      legend: {top: 0, left: 0, itemGap: 14},
      tooltip: {trigger: "axis", axisPointer: {type: "shadow"}},
      xAxis: {type: "value", minInterval: 1},
      yAxis: {type: "category", data: table.names, inverse: true, axisTick: {show: false}},
      series: table.heads.filter(head => head.dataset.state).map((head, index) => ({
        name: head.textContent, type: "bar", stack: "all", barMaxWidth: 22, cursor: "pointer", data: table.column(index),
        itemStyle: {color: COLOURS[head.dataset.state]},
      })),
    };
  },
  ages(table) {
    return {
      grid: {left: 8, right: 8, top: 24, bottom: 8, containLabel: true},
      tooltip: {trigger: "axis", axisPointer: {type: "shadow"}},
      xAxis: {type: "category", data: table.names, axisTick: {show: false}, axisLabel: {interval: 0, fontSize: 11}},
      yAxis: {type: "value", minInterval: 1},
      series: [{name: "已超期", type: "bar", barMaxWidth: 44, data: table.column(0), itemStyle: {color: COLOURS.OVERDUE},
        label: {show: true, position: "top"}}],
    };
  },
  months(table) {
    const shares = table.texts(2).map(text => text.endsWith("%") ? Number.parseFloat(text) : null);
    return {
      grid: {left: 8, right: 8, top: 40, bottom: 8, containLabel: true},
      legend: {top: 0, left: 0, itemGap: 14},
      tooltip: {trigger: "axis"},
      xAxis: {type: "category", data: table.names, axisTick: {show: false}},
      yAxis: [{type: "value", minInterval: 1}, {type: "value", min: 0, max: 100, axisLabel: {formatter: "{value}%"}, splitLine: {show: false}}],
      series: [
        {name: "按期完成", type: "bar", stack: "met", barMaxWidth: 26, data: table.column(0), itemStyle: {color: "#7fb6ad"}},
        {name: "超期完成", type: "bar", stack: "met", barMaxWidth: 26, data: table.column(1), itemStyle: {color: COLOURS.MET_LATE}},
        {name: "按期率", type: "line", yAxisIndex: 1, data: shares, connectNulls: true, symbolSize: 8, itemStyle: {color: COLOURS.ON_TRACK},
          tooltip: {valueFormatter: value => value == null ? "—" : value + "%"}},
      ],
    };
  },
};

for (const section of document.querySelectorAll("[data-chart]")) {
  const place = section.querySelector(".chart");
  if (!place || !section.querySelector("tbody tr")) {
    continue;
  }
  const kind = section.dataset.chart;
  const table = read(section);
  place.hidden = false;
  place.setAttribute("aria-hidden", "true");
  if (kind === "regions" || kind === "rates") {
    place.style.height = Math.max(180, (NARROW ? 90 : 60) + table.names.length * 30) + "px";
  }
  const chart = echarts.init(place);
  chart.setOption({animation: !matchMedia("(prefers-reduced-motion: reduce)").matches, textStyle: {fontFamily: FONT}, ...options[kind](table)});
  chart.on("click", event => {
    if (table.links[event.dataIndex]) {
      location.href = table.links[event.dataIndex];
    }
  });
  new ResizeObserver(() => chart.resize()).observe(place);
  section.querySelector("details")?.removeAttribute("open");
}

/** After a page was turned, a screen reader goes on at the heading of the list. */
document.body.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target?.id === "page") {
    document.getElementById("list").focus({preventScroll: true});
  }
});
