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
  function head(titles, numeric) {
    return element("thead", {}, element("tr", {}, ...titles.map((title, index) =>
      element("th", { scope: "col", class: index >= numeric ? "n" : null }, title))));
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
      const facts = slice.rows.map((row) => ({
        area: slice.areas[row[place.area]], year: row[place.year], series: slice.series[row[place.series]][0],
        subject: slice.subjects[row[place.subject]], text: row[place.text], value: row[place.value],
        lower: row[place.lower], upper: row[place.upper], note: row[place.note], isApproximate: row[place.is_approximate],
        from: row[place.known_from], until: row[place.known_until],
        href: row[place.document] >= 0
          ? `document/${slice.documents[row[place.document]]}.html#o-${row[place.anchor]}`
          : `area/${slice.areas[row[place.area]][0]}.html#f-${row[place.anchor]}`,
      }));
      const controls = Object.fromEntries(["series", "subject", "year", "province"].map((id) => [id, document.getElementById(id)]));
      for (const [key, control] of Object.entries(controls)) {
        control.addEventListener("change", () => { setState({ [key]: control.value, ...(key === "series" ? { subject: "", year: "" } : {}) }); show(); });
      }
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
        if (subject !== "*" && subject !== "total" && !subjects.has(subject)) subject = total ? "total" : "*";
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

        table(chosen, subject === "*", asked.get("city"));
        ranking(chosen.filter((fact) => fact.year === year), subject === "*");
        tiles(wide.filter((fact) => fact.year === year), province);
        document.dispatchEvent(new CustomEvent("chosen", { detail: { facts: chosen, names, attainment: slice.attainment, home } }));
      }

      function table(chosen, withSubject, city) {
        const target = document.getElementById("table-cities");
        document.getElementById("nothing").hidden = chosen.length > 0;
        const years = [...new Set(chosen.map((fact) => fact.year))].sort((a, b) => b - a);
        const lines = new Map();
        for (const fact of chosen) {
          const key = withSubject ? `${fact.area[0]} ${fact.subject}` : fact.area[0];
          if (!lines.has(key)) lines.set(key, { area: fact.area, subject: fact.subject, cells: new Map() });
          lines.get(key).cells.set(fact.year, fact);
        }
        const depth = depths(chosen.map((fact) => fact.value));
        const body = element("tbody", {});
        for (const line of lines.values()) {
          const row = element("tr", { class: line.area[0] === city ? "asked" : null },
            element("th", { scope: "row" }, element("a", { href: `${home}area/${line.area[0]}.html` }, line.area[1])));
          if (withSubject) row.append(element("td", { lang: line.subject ? "zh" : null }, element("bdi", {}, line.subject || names.words.total)));
          for (const year of years) {
            const fact = line.cells.get(year);
            row.append(fact
              ? element("td", { class: `n q${depth(fact.value)}` }, ...number(fact.text, fact.href, fact.note, fact.isApproximate))
              : element("td", { class: "n" }, missing(names.words)));
          }
          body.append(row);
        }
        target.replaceChildren(head([names.words.city, ...(withSubject ? [names.words.subject] : []), ...years], withSubject ? 2 : 1), body);
        const asked = target.querySelector("tr.asked");
        if (asked) asked.scrollIntoView({ block: "nearest" });
      }

      function ranking(chosen, withSubject) {
        const target = document.getElementById("ranking");
        const sorted = [...chosen].sort((a, b) => b.value - a.value);
        const body = element("tbody", {}, ...sorted.map((fact, index) => {
          const rank = index > 0 && sorted[index - 1].value === fact.value ? "=" : String(index + 1);
          return element("tr", {}, element("td", { class: "n" }, rank),
            element("th", { scope: "row" }, element("a", { href: `${home}area/${fact.area[0]}.html` }, fact.area[1])),
            withSubject ? element("td", {}, element("bdi", { lang: "zh" }, fact.subject || names.words.total)) : null,
            element("td", { class: "n" }, ...number(fact.text, fact.href, fact.note, fact.isApproximate)));
        }));
        target.replaceChildren(head([names.words.rank, names.words.city, ...(withSubject ? [names.words.subject] : []), names.words.value], 9), body);
        target.tHead.rows[0].cells[0].className = "n";
        target.tHead.rows[0].lastElementChild.className = "n";
      }

      function tiles(chosen, province) {
        const counts = new Map();
        for (const fact of chosen) counts.set(fact.area[2], (counts.get(fact.area[2]) || new Set()).add(fact.area[0]));
        const most = Math.max(1, ...[...counts.values()].map((set) => set.size));
        for (const button of document.querySelectorAll("#tiles button")) {
          const count = counts.get(button.dataset.province)?.size || 0;
          button.lastElementChild.textContent = count || "";
          button.parentElement.className = button.parentElement.className.replace(/ ?q\d/, "") + (count ? ` q${Math.max(1, Math.round((5 * count) / most))}` : "");
          button.setAttribute("aria-pressed", String(button.dataset.province === province));
          button.setAttribute("aria-label", `${button.title} ${names.words.cities.replace("{n}", count)}`);
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
      const note = [fact.note, year.value ? "" : String(fact.when)].filter(Boolean).join(" ");
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
          bodies.at(-1).append(element("tr", {},
            element("th", { scope: "row", class: isFirst ? null : "again" }, element("a", { href: `${home}indicator/${code}.html` }, name)),
            element("td", {}, element("span", { class: `tag ${status}` }, words.statuses[status])), element("td", {}, words.units[unit]),
            ...facts.map((ofArea) => cell(words, latest(ofArea, (fact) => fact.indicator === code && !fact.subject && fact.status === status && fact.unit === unit)))));
          isFirst = false;
        }
      }
      const titles = [words.words.indicator, words.words.status, words.words.unit, ...areas.map((area) => area.name)];
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
          element("th", { scope: "row", lang: "zh" }, element("bdi", {}, subject || words.words.total)), ...cells.map((fact) => cell(words, fact))))));
    }
  }

  addEventListener("DOMContentLoaded", () => {
    const controls = document.getElementById("controls"), form = document.getElementById("compare");
    if (controls) indicator(controls);
    if (form) compare(form);
  });
})();
