// The list of documents stands on many pages: what is typed is looked for on all of them.
"use strict";
(() => {
  const { load, state, element, root, language } = skillsPolicy;
  const LISTED = 100;

  // Everything of a document by which it may be known, in small letters.
  function prepared(index) {
    return index.documents.map(([name, title, publisher, area, number, date]) => {
      const from = index.publishers[publisher], where = index.areas[area];
      return { name, title, from, date, text: [title, from, where, number, date].join("\n").toLowerCase() };
    });
  }
  function entry(document) {
    const link = element("a", { href: `${root}${language}/document/${document.name}.html`, lang: "zh" }, element("bdi", {}, document.title));
    const about = [document.from && element("bdi", { lang: "zh" }, document.from), document.date].filter(Boolean);
    return element("li", {}, link, " ", element("span", { class: "meta" }, ...about.flatMap((part, place) => (place ? [" · ", part] : [part]))));
  }

  addEventListener("DOMContentLoaded", () => {
    const found = document.getElementById("found");
    if (!found) return;
    const input = document.querySelector("input[data-filter='table-documents']");
    const heading = found.querySelector("h2"), list = found.querySelector("ul");
    let documents = null;
    function look() {
      const wanted = input.value.trim().toLowerCase();
      found.hidden = !wanted;
      if (!wanted) return;
      documents ??= load("documents").then(prepared);
      Promise.all([documents, load("names")]).then(([all, names]) => {
        if (wanted !== input.value.trim().toLowerCase()) return;
        const matching = all.filter((document) => document.text.includes(wanted));
        heading.textContent = names.words.found.replace("{n}", matching.length)
          + (matching.length > LISTED ? names.words.found_first.replace("{n}", LISTED) : "");
        list.replaceChildren(...matching.slice(0, LISTED).map(entry));
      }).catch((error) => {
        load("names").then((names) => { heading.textContent = names.words.not_loaded; }, () => {});
        console.warn(`not loaded: ${error.message}`);
      });
    }
    input.addEventListener("input", look);
    if (state().get("filter")) look();
  });
})();
