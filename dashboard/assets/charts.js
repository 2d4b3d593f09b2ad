// The charts, as Vega-Lite specifications; the library is loaded when the first chart comes into view.
// Expressions are interpreted, not compiled, so that the page's policy can forbid evaluation.
"use strict";
(() => {
  const { loadScript, element, language } = skillsPolicy;
  const CITIES = 12;
  const AXIS_LABEL = language === "zh"
    ? "datum.value >= 1e8 ? format(datum.value / 1e8, '~g') + '亿' : datum.value >= 1e4 ? format(datum.value / 1e4, '~g') + '万' : format(datum.value, '~g')"
    : "format(datum.value, '~s')";
  let latest = null, library = null;
  const visible = new Set();

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function config() {
    const text = colour("--text"), quiet = colour("--quiet"), line = colour("--line");
    return {
      background: "transparent", font: getComputedStyle(document.body).fontFamily, aria: false,
      view: { stroke: null },
      axis: { labelColor: quiet, titleColor: quiet, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 11, titleFontWeight: "normal" },
      header: { labelColor: text, labelFontSize: 12, labelFontWeight: "bold", title: null, labelAnchor: "start" },
    };
  }

  // At most five whole years, from the first to the last.
  function ticks(years) {
    const first = Math.min(...years), last = Math.max(...years), step = Math.max(1, Math.ceil((last - first) / 4));
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
  }

  function multiples(detail, width) {
    const points = new Map();
    for (const fact of detail.facts) {
      const who = fact.subject ? `${fact.area[1]} · ${fact.subject}` : fact.area[1];
      if (!points.has(who)) points.set(who, []);
      points.get(who).push({
        who: who.length > 24 ? `${who.slice(0, 23)}…` : who, year: fact.year, value: fact.value, text: fact.text,
        partial: fact.note !== "", lower: fact.lower ?? fact.value, upper: fact.upper ?? fact.value, href: detail.home + fact.href,
      });
    }
    const shown = [...points.values()].sort((a, b) => b.length - a.length).slice(0, CITIES);
    const values = shown.flat();
    if (!values.length) return null;
    const isJoined = values.some((point) => !point.partial);
    const columns = Math.max(1, Math.min(4, Math.floor(width / 215)));
    const years = values.map((point) => point.year);
    const x = { field: "year", type: "quantitative", axis: { format: "d", values: ticks(years), title: null, grid: false },
      scale: { domain: [Math.min(...years) - 0.5, Math.max(...years) + 0.5], nice: false } };
    const y = { field: "value", type: "quantitative", axis: { title: null, tickCount: 3, labelExpr: AXIS_LABEL }, scale: { zero: true } };
    return {
      data: { values },
      facet: { field: "who", type: "nominal", sort: shown.map((list) => list[0].who) },
      columns,
      spacing: 18,
      resolve: { scale: { y: "independent" }, axis: { x: "independent" } },
      spec: {
        width: Math.floor(width / columns) - 62, height: 84,
        layer: [
          ...(isJoined ? [{ transform: [{ filter: "!datum.partial" }], mark: { type: "line", strokeWidth: 1, color: colour("--accent"), opacity: 0.45 }, encoding: { x, y } }] : []),
          { mark: { type: "rule", strokeWidth: 2, color: colour("--accent"), opacity: 0.6 }, encoding: { x, y: { field: "lower", type: "quantitative" }, y2: { field: "upper" } } },
          { mark: { type: "point", size: 40, stroke: colour("--accent"), strokeWidth: 1.5, opacity: 1, cursor: "pointer" }, encoding: { x, y, href: { field: "href" },
            fill: { condition: { test: "datum.partial", value: colour("--page") }, value: colour("--accent") } } },
        ],
      },
    };
  }

  function attainment(detail, width) {
    if (!detail.attainment.length) return null;
    const values = detail.attainment.map(([label, percent]) => ({ label, percent, shown: Math.min(percent, 200) }));
    return {
      data: { values },
      width: Math.max(120, Math.min(width, 760) - 250), height: { step: 20 },
      encoding: { y: { field: "label", type: "nominal", sort: null, axis: { title: null, labelLimit: 220, ticks: false, domain: false } } },
      layer: [
        { mark: { type: "bar", height: 11, cornerRadiusEnd: 2 }, encoding: {
          x: { field: "shown", type: "quantitative", axis: { title: detail.names.words.attained, tickCount: 5 }, scale: { domainMin: 0 } },
          color: { condition: { test: "datum.percent >= 100", value: colour("--good") }, value: colour("--accent") } } },
        { mark: { type: "text", align: "left", dx: 4, color: colour("--text"), fontSize: 11 }, encoding: { x: { field: "shown", type: "quantitative" }, text: { field: "percent", format: ".0f" } } },
        { mark: { type: "rule", color: colour("--text"), strokeDash: [3, 3] }, encoding: { x: { datum: 100 }, y: null } },
      ],
    };
  }

  const makers = { multiples, attainment };
  function draw(figure) {
    if (!latest || !visible.has(figure)) return;
    const made = makers[figure.dataset.chart](latest, figure.clientWidth);
    figure.hidden = !made;
    if (!made) return;
    library ??= loadScript("assets/vega.js");
    library.then(() => {
      const holder = element("div");
      const spec = { ...made, config: config() };
      return window.vegaEmbed(holder, spec, { mode: "vega-lite", ast: true, renderer: "svg", actions: false, tooltip: false, defaultStyle: false, logLevel: 1 }).then(() => {
        const svg = holder.querySelector("svg");
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-label", document.getElementById(figure.getAttribute("aria-labelledby")).textContent);
        figure.replaceChildren(holder);
      });
    }).catch((error) => console.warn(`no chart: ${error.message}`));
  }

  addEventListener("DOMContentLoaded", () => {
    const figures = [...document.querySelectorAll("figure.chart")];
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting && !visible.has(entry.target)) { visible.add(entry.target); draw(entry.target); }
    }, { rootMargin: "120px" });
    for (const figure of figures) watcher.observe(figure);
    const again = () => figures.forEach(draw);
    document.addEventListener("chosen", (event) => { latest = event.detail; again(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(again, 200); });
    addEventListener("beforeprint", () => { figures.forEach((figure) => visible.add(figure)); again(); });
  });
})();
