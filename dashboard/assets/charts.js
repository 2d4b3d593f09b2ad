// The charts, as Vega-Lite specifications; the library is loaded when the first chart comes into view.
// Expressions are interpreted, not compiled, so that the page's policy can forbid evaluation. Colours are the
// page's own variables, so that a chart follows light, dark and paper without being drawn again.
"use strict";
(() => {
  const { loadScript, element, language } = skillsPolicy;
  const CHARTS = 12, BARS = 40;
  const AXIS_LABEL = language === "zh"
    ? "datum.value >= 1e8 ? format(datum.value / 1e8, '~g') + '亿' : datum.value >= 1e4 ? format(datum.value / 1e4, '~g') + '万' : format(datum.value, '~g')"
    : "datum.value >= 1e6 ? format(datum.value / 1e6, '~g') + ' m' : format(datum.value, ',~g')";
  const AXIS_WIDTH = 52;
  let latest = null, library = null;
  const visible = new Set();

  function config() {
    return {
      background: "transparent", font: getComputedStyle(document.body).fontFamily, aria: false,
      view: { stroke: null },
      axis: { labelColor: "var(--quiet)", titleColor: "var(--quiet)", gridColor: "var(--line)", domainColor: "var(--line)", tickColor: "var(--line)", labelFontSize: 11, titleFontWeight: "normal" },
    };
  }

  // At most five whole years, from the first to the last.
  function ticks(years) {
    const first = Math.min(...years), last = Math.max(...years), step = Math.max(1, Math.ceil((last - first) / 4));
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
  }

  // A chart for each city (and subject): the city asked for, then those with figures for the most years.
  function series(detail) {
    const points = new Map(), isOfOne = new Set(detail.facts.map((fact) => fact.subject)).size === 1;
    for (const fact of detail.facts) {
      const who = fact.subject && !isOfOne ? `${fact.area[1]} · ${fact.subject}` : fact.area[1];
      if (!points.has(who)) points.set(who, { who, isAsked: fact.area[0] === detail.city, points: [] });
      points.get(who).points.push(fact);
    }
    return [...points.values()].sort((a, b) => b.isAsked - a.isAsked || b.points.length - a.points.length);
  }

  function multiples(detail, width) {
    const all = series(detail), shown = all.slice(0, CHARTS);
    const count = document.getElementById("multiples-count");
    count.textContent = all.length > shown.length ? detail.names.words.charts_shown.replace("{n}", shown.length).replace("{all}", all.length) : "";
    if (!shown.length) return null;
    const columns = Math.max(1, Math.min(4, Math.floor(width / 215)));
    const room = Math.floor(width / columns) - AXIS_WIDTH - 14;
    const label = (text) => (text.length * (language === "zh" ? 12 : 7) > room ? `${text.slice(0, Math.floor(room / (language === "zh" ? 12 : 7)))}…` : text);
    const values = shown.flatMap(({ who, points }, order) => points.map((fact) => ({
      order, who: label(who), year: fact.year, value: fact.value, isJoined: !fact.span,
      lower: fact.lower ?? fact.value, upper: fact.upper ?? fact.value,
      end: fact.upper === null ? "least" : fact.lower === null ? "most" : "none",
      href: detail.home + fact.href, told: `${who} ${fact.year}: ${fact.text}${fact.note ? ` (${fact.note})` : ""}`,
    })));
    const years = values.map((point) => point.year);
    const x = { field: "year", type: "quantitative", axis: { format: "d", values: ticks(years), title: null, grid: false },
      scale: { domain: [Math.min(...years) - 0.5, Math.max(...years) + 0.5], nice: false } };
    const y = { field: "value", type: "quantitative", scale: { zero: true },
      axis: { title: null, tickCount: 3, labelExpr: AXIS_LABEL, minExtent: AXIS_WIDTH - 8, maxExtent: AXIS_WIDTH - 8, domain: false, ticks: false } };
    return {
      data: { values },
      facet: { field: "order", type: "ordinal", header: { labelExpr: "''", title: null } },
      padding: { top: 20, left: 2, right: 8, bottom: 4 },
      columns,
      align: "all", bounds: "flush",
      spacing: { row: 46, column: AXIS_WIDTH + 14 },
      resolve: { scale: { y: detail.isOneScale ? "shared" : "independent" }, axis: { x: "independent", y: "independent" } },
      spec: {
        width: room, height: 84,
        layer: [
          { transform: [{ aggregate: [{ op: "count", as: "n" }], groupby: ["order", "who"] }],
            mark: { type: "text", align: "left", fontSize: 12, fontWeight: "bold", color: "var(--text)" }, encoding: { x: { value: 0 }, y: { value: -13 }, text: { field: "who" } } },
          ...(values.some((point) => point.isJoined) ? [{ transform: [{ filter: "datum.isJoined" }], mark: { type: "line", strokeWidth: 1, color: "var(--accent)", opacity: 0.5 }, encoding: { x, y } }] : []),
          { mark: { type: "rule", strokeWidth: 2, color: "var(--accent)", opacity: 0.65 }, encoding: { x, y: { field: "lower", type: "quantitative" }, y2: { field: "upper" } } },
          { mark: { type: "point", size: 38, stroke: "var(--accent)", strokeWidth: 1.5, opacity: 1, cursor: "pointer" }, encoding: { x, y, href: { field: "href" }, tooltip: { field: "told" },
            shape: { field: "end", type: "nominal", legend: null, scale: { domain: ["none", "least", "most"], range: ["circle", "triangle-up", "triangle-down"] } },
            fill: { condition: { test: "datum.isJoined", value: "var(--accent)" }, value: "var(--page)" } } },
        ],
      },
    };
  }

  // Of the year and province that are chosen, the best first.
  function attainment(detail, width) {
    const { rows, areas } = detail.attainment;
    const chosen = rows.filter(([area, year]) => year === detail.year && (!detail.province || areas[area][2] === detail.province)).sort((a, b) => b[3] - a[3]);
    const values = chosen.slice(0, BARS).map(([area, , subject, percent, isPartial]) => ({
      label: [areas[area][1], subject].filter(Boolean).join(" · "), percent, isPartial: !!isPartial, shown: Math.min(percent, 200), told: `${percent}%`,
    }));
    document.getElementById("attainment-count").textContent = [
      detail.year ?? "", chosen.length > values.length ? detail.names.words.bars_shown.replace("{n}", values.length).replace("{all}", chosen.length) : "",
    ].filter(Boolean).join(" · ");
    if (!values.length) return null;
    const labels = Math.min(240, Math.floor(width * 0.4)), room = Math.max(110, Math.min(width, 820) - labels - 60);
    return {
      data: { values },
      width: room, height: { step: 20 },
      encoding: { y: { field: "label", type: "nominal", sort: null, axis: { title: null, labelLimit: labels, labelPadding: 6, ticks: false, domain: false } } },
      layer: [
        { mark: { type: "bar", height: 11, cornerRadiusEnd: 2, strokeWidth: 1.5 }, encoding: {
          x: { field: "shown", type: "quantitative", axis: { title: detail.names.words.attained, tickCount: 5, labelExpr: "datum.label + '%'" }, scale: { domainMin: 0 } },
          stroke: { condition: { test: "datum.percent >= 100", value: "var(--good)" }, value: "var(--accent)" },
          fill: { condition: [{ test: "datum.isPartial", value: "var(--page)" }, { test: "datum.percent >= 100", value: "var(--good)" }], value: "var(--accent)" } } },
        { mark: { type: "text", align: "right", color: "var(--text)", fontSize: 11 }, encoding: { x: { value: room + 40 }, text: { field: "told" } } },
        { mark: { type: "rule", color: "var(--text)", strokeDash: [3, 3] }, encoding: { x: { datum: 100 }, y: null } },
      ],
    };
  }

  // What a point says, beside the pointer.
  function tell(handler, event, item, value) {
    const note = document.getElementById("told") || document.body.appendChild(element("p", { id: "told", "aria-hidden": "true" }));
    note.hidden = !value;
    if (!value) return;
    note.textContent = value;
    note.style.left = `${Math.min(event.pageX + 12, document.documentElement.clientWidth - note.offsetWidth - 8)}px`;
    note.style.top = `${event.pageY + 14}px`;
  }

  const makers = { multiples, attainment };
  function draw(figure) {
    if (!latest || !visible.has(figure)) return;
    const made = makers[figure.dataset.chart](latest, figure.clientWidth);
    figure.hidden = !made;
    if (!made) return;
    const words = latest.names.words;
    library ??= loadScript("assets/vega.js");
    library.then(() => {
      const holder = element("div");
      return window.vegaEmbed(holder, { ...made, config: config() }, { mode: "vega-lite", ast: true, renderer: "svg", actions: false, tooltip: tell, defaultStyle: false, logLevel: 1 }).then(() => {
        const svg = holder.querySelector("svg");
        const heading = document.getElementById(figure.getAttribute("aria-labelledby")).textContent.replace(/\s+/g, " ").trim();
        for (const part of svg.querySelectorAll("*")) for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-label", words.chart.replace("{what}", heading));
        figure.replaceChildren(holder);
      });
    }).catch((error) => {
      figure.replaceChildren(element("p", { class: "empty" }, words.no_chart));
      console.warn(`no chart: ${error.message}`);
    });
  }

  addEventListener("DOMContentLoaded", () => {
    const figures = [...document.querySelectorAll("figure.chart")];
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting && !visible.has(entry.target)) { visible.add(entry.target); draw(entry.target); }
    }, { rootMargin: "120px" });
    for (const figure of figures) watcher.observe(figure);
    const again = () => figures.forEach(draw);
    document.addEventListener("chosen", (event) => { latest = event.detail; again(); });
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(again, 200); });
    addEventListener("beforeprint", () => { figures.forEach((figure) => visible.add(figure)); again(); });
  });
})();
