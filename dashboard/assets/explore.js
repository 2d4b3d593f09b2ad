// The pages on which something is chosen: one indicator over all cities, and a few cities side by side.
// Texts come from the slices ready to show; nothing is formatted here.
"use strict";
(() => {
  const { load, state, setState, element, isKnown, onVintage, root, language } = skillsPolicy;
  const home = `${root}${language}/`;
  const failed = (where) => (error) => {
    load("names").then((names) => where.append(element("p", { class: "empty", role: "alert" }, names.words.not_loaded)), () => {});
    console.warn(`not loaded: ${error.message}`);
  };

  function number(text, href, note, isApproximate) {
    const link = element("a", { href: home + href, class: isApproximate ? "approximate" : null }, text);
    return note ? [link, element("small", {}, note)] : [link];
  }
  function missing(words) { return element("span", { class: "missing", title: words.no_document }, "·"); }
  function fill(select, options, chosen) {
    select.replaceChildren(...options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  }
  // A title is a text, or a text with the class of its column.
  function head(titles, numeric) {
    return element("thead", {}, element("tr", {}, ...titles.map((title, index) => {
      const [text, kind] = Array.isArray(title) ? title : [title, index >= numeric ? "n" : null];
      return element("th", { scope: "col", class: kind }, text);
    })));
  }
  function subjectOf(fact, names) {
    return fact.subject ? element("bdi", { lang: "zh" }, fact.subject) : element("span", { class: "total" }, names.words.total);
  }

  // The value as a bar, what it can stand for as a thin line over it, an arrow at an open end.
  function bar(fact, most) {
    const svg = (name, attributes, ...children) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      made.append(...children);
      return made;
    };
    const at = (value) => Math.max(0, (160 * value) / most);
    const value = at(fact.value), lower = fact.lower === null ? Math.max(0, value - 12) : at(fact.lower), upper = fact.upper === null ? value + 12 : at(fact.upper);
    const parts = [svg("rect", { y: 2, width: value, height: 10 })];
    if (upper - lower > 0.5) parts.push(svg("path", { d: `M${lower} 7H${upper}` }));
    if (fact.upper === null) parts.push(svg("path", { d: `M${upper - 4} 3l4 4l-4 4` }));
    if (fact.lower === null) parts.push(svg("path", { d: `M${lower + 4} 3l-4 4l4 4` }));
    return svg("svg", { class: fact.span ? "bar partial" : "bar", viewBox: "0 0 176 14", width: 176, height: 14, preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts);
  }

  // Depth of colour by rank, in fifths: money and people differ by orders of magnitude between cities.
  function depths(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return (value) => {
      let below = 0, until = sorted.length;
      while (below < until) { const middle = (below + until) >> 1; if (sorted[middle] <= value) below = middle + 1; else until = middle; }
      return Math.max(1, Math.ceil((5 * below) / sorted.length));
    };
  }

  function indicator(form) {
    Promise.all([load(form.dataset.slice), load("names")]).then(([slice, names]) => {
      const place = Object.fromEntries(slice.fields.map((field, index) => [field, index]));
      const bound = (row, end) => (row[place[end]] === "" ? row[place.value] : row[place[end]]);
      const facts = slice.rows.map((row) => ({
        area: slice.areas[row[place.area]], year: row[place.year], series: slice.series[row[place.series]][0],
        subject: slice.subjects[row[place.subject]], text: row[place.text], value: row[place.value],
        lower: bound(row, "lower"), upper: bound(row, "upper"), note: row[place.note], span: row[place.span], isApproximate: row[place.is_approximate],
        from: slice.dates[row[place.known_from]], until: slice.dates[row[place.known_until]],
        href: row[place.document] >= 0
          ? `document/${slice.documents[row[place.document]]}.html#o-${row[place.anchor]}`
          : `area/${slice.areas[row[place.area]][0]}.html#f-${row[place.anchor]}`,
      }));
      const controls = Object.fromEntries(["series", "subject", "year", "province"].map((id) => [id, document.getElementById(id)]));
      for (const [key, control] of Object.entries(controls)) {
        control.addEventListener("change", () => { setState({ [key]: control.value, ...(key === "series" ? { subject: "", year: "" } : {}) }); show(); });
      }
      const scale = document.getElementById("scale");
      scale.checked = state().get("scale") === "one";
      scale.addEventListener("change", () => { setState({ scale: scale.checked ? "one" : "" }); show(); });
      for (const button of document.querySelectorAll("#tiles button")) {
        button.addEventListener("click", () => {
          const code = button.dataset.province;
          setState({ province: state().get("province") === code ? "" : code });
          show();
        });
      }
      form.addEventListener("submit", (event) => event.preventDefault());
      onVintage(show);

      function show() {
        const asked = state(), day = asked.get("asof") || "";
        const known = facts.filter((fact) => isKnown(fact.from, fact.until, day));
        const counts = new Map();
        for (const fact of known) counts.set(fact.series, (counts.get(fact.series) || 0) + 1);
        const ordered = slice.series.filter(([name]) => counts.has(name))
          .sort((a, b) => b[0].startsWith(slice.preferred) - a[0].startsWith(slice.preferred) || counts.get(b[0]) - counts.get(a[0]));
        const series = counts.has(asked.get("series")) ? asked.get("series") : ordered.length ? ordered[0][0] : "";
        fill(controls.series, ordered.map(([name, status, unit]) => [name, `${status} · ${unit} (${counts.get(name)})`]), series);

        const ofSeries = known.filter((fact) => fact.series === series);
        const subjects = new Map();
        for (const fact of ofSeries) subjects.set(fact.subject, (subjects.get(fact.subject) || 0) + 1);
        const total = subjects.get("") || 0;
        let subject = asked.get("subject");
        if (subject !== "*" && subject !== "total" && !subjects.has(subject)) {
          const [commonest, count] = [...subjects].reduce((best, each) => (each[1] > best[1] ? each : best), ["", total]);
          subject = count < 2 && subjects.size > 1 ? "*" : commonest || (total ? "total" : "*");
        }
        fill(controls.subject, [
          ...(total ? [["total", `${names.words.total} (${total})`]] : []),
          ...(subjects.size > 1 || !total ? [["*", `${names.words.all_subjects} (${ofSeries.length})`]] : []),
          ...[...subjects].filter(([name]) => name).sort((a, b) => b[1] - a[1]).map(([name, count]) => [name, `${name} (${count})`]),
        ], subject);
        const wide = subject === "*" ? ofSeries : ofSeries.filter((fact) => fact.subject === (subject === "total" ? "" : subject));

        const province = asked.get("province") || "";
        controls.province.value = province;
        const chosen = province ? wide.filter((fact) => fact.area[2] === province) : wide;
        const cities = new Map();
        for (const fact of wide) cities.set(fact.year, (cities.get(fact.year) || new Set()).add(fact.area[0]));
        const years = [...cities.keys()].sort((a, b) => b - a);
        const fullest = years.reduce((best, year) => (best === null || cities.get(year).size > cities.get(best).size ? year : best), null);
        const year = years.includes(Number(asked.get("year"))) ? Number(asked.get("year")) : fullest;
        fill(controls.year, years.map((value) => [String(value), `${value} (${names.words.cities.replace("{n}", cities.get(value).size)})`]), String(year));
        for (const heading of document.querySelectorAll(".chosen-year")) heading.textContent = year ?? "";
        const [, status, unit] = slice.series.find(([name]) => name === series) || ["", "", ""];
        const narrowed = subjects.has(subject) ? element("bdi", { lang: "zh" }, subject) : "";
        for (const heading of document.querySelectorAll(".chosen-series")) {
          heading.replaceChildren(...[narrowed && narrowed.cloneNode(true), status, unit].filter(Boolean).flatMap((part, index) => (index ? [" · ", part] : [part])));
        }

        table(chosen, subject === "*", asked.get("city"), asked.get("sort") || "");
        ranking(chosen.filter((fact) => fact.year === year), subject === "*");
        tiles(wide.filter((fact) => fact.year === year), province);
        document.dispatchEvent(new CustomEvent("chosen", { detail: { facts: chosen, names, attainment: { rows: slice.attainment, areas: slice.areas }, home, year, province, city: asked.get("city"), isOneScale: asked.get("scale") === "one" } }));
      }

      // Sorted by a year when its heading is pressed: largest first, then smallest first, then as before.
      function sortable(year, sort, names) {
        const button = element("button", { type: "button", title: names.words.sort_by.replace("{year}", year) }, String(year));
        button.addEventListener("click", () => {
          setState({ sort: sort === String(year) ? `-${year}` : sort === `-${year}` ? "" : year });
          show();
          document.querySelector(`#table-cities th[data-year="${year}"] button`).focus();
        });
        const order = sort === String(year) ? "descending" : sort === `-${year}` ? "ascending" : "none";
        return element("th", { scope: "col", class: "n", "aria-sort": order, "data-year": year }, button);
      }

      function table(chosen, withSubject, city, sort) {
        const target = document.getElementById("table-cities");
        document.getElementById("nothing").hidden = chosen.length > 0;
        const years = [...new Set(chosen.map((fact) => fact.year))].sort((a, b) => b - a);
        const lines = new Map();
        for (const fact of chosen) {
          const key = withSubject ? `${fact.area[0]} ${fact.subject}` : fact.area[0];
          if (!lines.has(key)) lines.set(key, { area: fact.area, subject: fact.subject, cells: new Map() });
          lines.get(key).cells.set(fact.year, fact);
        }
        const depth = depths(chosen.filter((fact) => !fact.span).map((fact) => fact.value));
        const by = Number(sort.replace("-", "")), order = sort.startsWith("-") ? 1 : -1;
        const rank = (line) => (line.cells.has(by) ? order * line.cells.get(by).value : Infinity);
        const ordered = years.includes(by) ? [...lines.values()].sort((a, b) => rank(a) - rank(b) || 0) : lines.values();
        const body = element("tbody", {});
        for (const line of ordered) {
          const row = element("tr", { class: line.area[0] === city ? "asked" : null },
            element("th", { scope: "row" }, element("a", { href: `${home}area/${line.area[0]}.html` }, line.area[1])));
          if (withSubject) row.append(element("td", {}, subjectOf(line, names)));
          for (const year of years) {
            const fact = line.cells.get(year);
            row.append(fact
              ? element("td", { class: fact.span ? "n partial" : `n q${depth(fact.value)}` }, ...number(fact.text, fact.href, fact.note, fact.isApproximate))
              : element("td", { class: "n" }, missing(names.words)));
          }
          body.append(row);
        }
        const titles = head([names.words.city, ...(withSubject ? [names.words.subject] : [])], 9);
        titles.rows[0].append(...years.map((year) => sortable(year, sort, names)));
        target.replaceChildren(titles, body);
        const asked = target.querySelector("tr.asked");
        if (asked) asked.scrollIntoView({ block: "nearest" });
      }

      function ranking(chosen, withSubject) {
        const target = document.getElementById("ranking");
        const counts = new Map();
        for (const fact of chosen) counts.set(fact.span, (counts.get(fact.span) || 0) + 1);
        const usual = [...counts.keys()].reduce((best, span) => ((counts.get(span) || 0) > (counts.get(best) || 0) ? span : best), "");
        const sorted = [...chosen].sort((a, b) => (a.span !== usual) - (b.span !== usual) || b.value - a.value);
        const most = Math.max(1, ...sorted.map((fact) => fact.upper ?? fact.value));
        const body = element("tbody", {}, ...sorted.map((fact, index) => {
          const isTied = index > 0 && sorted[index - 1].value === fact.value;
          const rank = fact.span !== usual ? "–" : isTied ? "=" : String(index + 1);
          return element("tr", {}, element("td", { class: "n rank" }, rank),
            element("th", { scope: "row" }, element("a", { href: `${home}area/${fact.area[0]}.html` }, fact.area[1])),
            withSubject ? element("td", {}, subjectOf(fact, names)) : null,
            element("td", { class: "n" }, ...number(fact.text, fact.href, fact.note, fact.isApproximate)),
            element("td", { class: "bars" }, bar(fact, most)));
        }));
        target.replaceChildren(head([[names.words.rank, "n rank"], names.words.city, ...(withSubject ? [names.words.subject] : []), [names.words.value, "n"], ["", "bars"]], 9), body);
        target.tHead.rows[0].lastElementChild.replaceWith(element("td", { class: "bars" }));
      }

      function tiles(chosen, province) {
        const counts = new Map();
        for (const fact of chosen) counts.set(fact.area[2], (counts.get(fact.area[2]) || new Set()).add(fact.area[0]));
        const most = Math.max(1, ...[...counts.values()].map((set) => set.size));
        for (const button of document.querySelectorAll("#tiles button")) {
          const count = counts.get(button.dataset.province)?.size || 0;
          button.lastElementChild.textContent = count;
          button.lastElementChild.className = count ? "" : "unseen";
          button.parentElement.className = button.parentElement.className.replace(/ ?q\d/, "") + (count ? ` q${Math.max(1, Math.round((5 * count) / most))}` : "");
          button.setAttribute("aria-pressed", String(button.dataset.province === province));
        }
      }
    }).catch(failed(form));
  }

  function compare(form) {
    const names = load("names");
    const limit = Number(form.dataset.atOnce);
    const list = document.getElementById("chosen"), add = document.getElementById("add"), year = document.getElementById("year");
    form.addEventListener("submit", (event) => event.preventDefault());
    year.addEventListener("change", () => { setState({ year: year.value }); show(); });
    add.addEventListener("change", () => {
      const code = (add.value.match(/\d{6}$/) || [""])[0];
      if (!code) return;
      add.value = "";
      const now = codes();
      if (now.includes(code)) return;
      setState({ cities: [...now, code].slice(-limit).join(",") });
      show();
    });
    addEventListener("hashchange", show);
    onVintage(show);

    function codes() {
      const asked = state().get("cities");
      return (asked === null ? form.dataset.start : asked).split(",").filter((code) => /^\d{6}$/.test(code)).slice(0, limit);
    }
    function show() {
      Promise.all([names, ...codes().map((code) => load(`area/${code}`))]).then(([words, ...areas]) => {
        const day = state().get("asof") || "";
        year.value = state().get("year") || "";
        list.replaceChildren(...areas.map((area) => {
          const button = element("button", { type: "button", "aria-label": words.words.remove.replace("{name}", area.name) }, "×");
          button.addEventListener("click", () => { setState({ cities: codes().filter((code) => code !== area.code).join(",") || "," }); show(); });
          return element("li", {}, element("a", { href: `${home}area/${area.code}.html` }, area.name), button);
        }));
        const facts = areas.map((area) => area.rows
          .map(([indicator, status, unit, subject, when, text, href, note, isApproximate, from, until]) =>
            ({ indicator, status, unit, subject, when, text, href, note, isApproximate, from, until }))
          .filter((fact) => isKnown(fact.from, fact.until, day) && (!year.value || String(fact.when) === year.value)));
        totals(words, areas, facts);
        standards(words, areas, facts);
      }).catch(failed(form));
    }
    function latest(facts, matches) {
      let found = null;
      for (const fact of facts) if (matches(fact) && (!found || fact.when > found.when)) found = fact;
      return found;
    }
    function cell(words, fact) {
      if (!fact) return element("td", { class: "n" }, missing(words.words));
      const note = [year.value ? "" : String(fact.when), fact.note].filter(Boolean).join(" · ");
      return element("td", { class: "n" }, ...number(fact.text, fact.href, note, fact.isApproximate));
    }
    function totals(words, areas, facts) {
      const bodies = [];
      let group = null;
      for (const [code, name, itsGroup] of words.indicators) {
        const kinds = new Set();
        for (const ofArea of facts) for (const fact of ofArea) if (fact.indicator === code && !fact.subject) kinds.add(`${fact.status} ${fact.unit}`);
        if (!kinds.size) continue;
        if (group !== itsGroup) {
          group = itsGroup;
          bodies.push(element("tbody", {}, element("tr", { class: "group" }, element("th", { scope: "rowgroup", colspan: 3 + areas.length }, words.groups[group]))));
        }
        let isFirst = true;
        for (const kind of [...kinds].sort()) {
          const [status, unit] = kind.split(" ");
          const tag = () => element("span", { class: `tag ${status}` }, words.statuses[status]);
          bodies.at(-1).append(element("tr", {},
            element("th", { scope: "row", class: isFirst ? null : "again" }, element("a", { href: `${home}indicator/${code}.html` }, name),
              element("span", { class: "narrow" }, tag(), ` · ${words.units[unit]}`)),
            element("td", { class: "wide" }, tag()), element("td", { class: "wide" }, words.units[unit]),
            ...facts.map((ofArea) => cell(words, latest(ofArea, (fact) => fact.indicator === code && !fact.subject && fact.status === status && fact.unit === unit)))));
          isFirst = false;
        }
      }
      const titles = [words.words.indicator, [words.words.status, "wide"], [words.words.unit, "wide"], ...areas.map((area) => area.name)];
      document.getElementById("table-compare").replaceChildren(head(titles, 3), ...bodies);
    }
    function standards(words, areas, facts) {
      const lines = new Map();
      facts.forEach((ofArea, index) => {
        for (const fact of ofArea) {
          if (fact.indicator !== "subsidy_standard" || fact.unit !== "CNY") continue;
          const cells = lines.get(fact.subject) || lines.set(fact.subject, new Array(areas.length).fill(null)).get(fact.subject);
          if (!cells[index] || fact.when > cells[index].when) cells[index] = fact;
        }
      });
      const sorted = [...lines].sort((a, b) => b[1].filter(Boolean).length - a[1].filter(Boolean).length || a[0].localeCompare(b[0], "zh"));
      document.getElementById("no-standards").hidden = sorted.length > 0;
      document.getElementById("table-standards").replaceChildren(
        head([words.words.beneficiary, ...areas.map((area) => area.name)], 1),
        element("tbody", {}, ...sorted.map(([subject, cells]) => element("tr", {},
          element("th", { scope: "row" }, subjectOf({ subject }, words)), ...cells.map((fact) => cell(words, fact))))));
    }
  }

  addEventListener("DOMContentLoaded", () => {
    const controls = document.getElementById("controls"), form = document.getElementById("compare");
    if (controls) indicator(controls);
    if (form) compare(form);
  });
})();
