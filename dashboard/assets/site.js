// What every page does: its state in the address, vintages, filters, tables as files, the way back from a number.
"use strict";
const skillsPolicy = (() => {
  const root = document.documentElement.dataset.root;
  const language = document.documentElement.dataset.lang;
  const waiting = new Map();

  // Data slices are scripts that hand themselves over, because a page opened from disk may not read files.
  function receive(name, data) {
    const entry = waiting.get(name);
    if (entry) entry.resolve(data);
  }
  function load(name) {
    if (!waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => { entry.resolve = resolve; entry.reject = reject; });
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = `${root}data/${language}/${name}.js`;
      script.addEventListener("error", () => entry.reject(new Error(name)));
      document.head.append(script);
    }
    return waiting.get(name).promise;
  }
  function loadScript(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + path;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(path)));
      document.head.append(script);
    });
  }

  // The state is the part of the address after #, as key=value pairs: it works from disk and when sent to somebody.
  function state() {
    const hash = location.hash.slice(1);
    return new URLSearchParams(hash.includes("=") ? hash : "");
  }
  function setState(changes) {
    const now = state();
    for (const [key, value] of Object.entries(changes)) {
      if (value === "" || value === null || value === undefined) now.delete(key); else now.set(key, value);
    }
    const text = now.toString();
    history.replaceState(null, "", text ? `#${text}` : "#");
    followState();
  }
  function followState() {
    const link = document.querySelector("a.language");
    if (link) link.hash = location.hash;
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "class") made.className = value; else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  function isDay(text) { return /^\d{4}-\d{2}-\d{2}$/.test(text || ""); }

  // A fact holds from the day it became known to before the day it was replaced.
  function isKnown(from, until, day) {
    if (!day) return !until;
    return (!from || from <= day) && (!until || day < until);
  }

  // Called when a vintage is chosen, here or by the address.
  function onVintage(show) {
    const input = document.getElementById("asof");
    if (!input) return;
    const note = document.getElementById("vintage-note");
    function apply() {
      const day = isDay(state().get("asof")) ? state().get("asof") : "";
      if (input.value !== day) input.value = day;
      note.hidden = !day;
      if (day) load("names").then((names) => { note.textContent = names.words.known_on.replace("{date}", day); });
      show(day);
    }
    input.addEventListener("change", () => { setState({ asof: input.value }); apply(); });
    document.getElementById("now").addEventListener("click", () => { setState({ asof: "" }); apply(); });
    addEventListener("hashchange", apply);
    apply();
  }

  function showVintage(day) {
    for (const value of document.querySelectorAll("#table-facts .v, #table-counties .v")) {
      value.hidden = !isKnown(value.dataset.from, value.dataset.until, day);
    }
    for (const missing of document.querySelectorAll("#table-facts .missing")) {
      missing.hidden = missing.parentElement.querySelector(".v:not([hidden])") !== null;
    }
  }

  function filters() {
    for (const input of document.querySelectorAll("input[data-filter]")) {
      const target = document.getElementById(input.dataset.filter);
      const items = [...target.querySelectorAll("[data-item]")].map((item) => [item, item.textContent.toLowerCase()]);
      const apply = () => {
        const wanted = input.value.trim().toLowerCase();
        for (const [item, text] of items) item.hidden = !!wanted && !text.includes(wanted);
        for (const section of target.querySelectorAll("section, tbody")) {
          if (section.querySelector("[data-item]")) section.hidden = !section.querySelector("[data-item]:not([hidden])");
        }
      };
      const asked = state().get("filter");
      if (asked && !input.value) input.value = asked;
      input.addEventListener("input", () => { setState({ filter: input.value }); apply(); });
      apply();
    }
  }

  // A city's or an indicator's page by its name in either language; the names are loaded when somebody asks.
  function find() {
    const form = document.querySelector("form.find"), input = document.getElementById("find");
    if (!form) return;
    const pages = new Map();
    form.hidden = false;
    const fill = () => load("names").then((names) => {
      if (pages.size) return;
      const found = [...names.places, ...names.indicators.map(([code, name, , other]) => [`indicator/${code}`, name, other])];
      for (const [path, name, other] of found) for (const known of [other, name]) pages.set(known.toLowerCase(), path);
      document.getElementById("find-names").append(...found.map(([, name, other]) => element("option", { value: name, label: other })));
    });
    const go = () => fill().then(() => {
      const asked = input.value.trim().toLowerCase();
      const path = pages.get(asked) || (asked && [...pages].find(([name]) => name.startsWith(asked))?.[1]);
      if (path) location.href = `${root}${language}/${path}.html`;
    });
    input.addEventListener("focus", () => fill().catch(() => {}));
    input.addEventListener("input", () => { if (pages.has(input.value.trim().toLowerCase())) go(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); go().catch(() => {}); });
  }

  // From a number to the very words and back: opens what is folded, and shows the reading beside the words.
  function followAnchor() {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const marked of document.querySelectorAll(".current")) marked.classList.remove("current");
    if (!id || id.includes("=")) return;
    const target = document.getElementById(id);
    if (!target) return;
    for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    if (id.startsWith("o-")) {
      const reading = document.getElementById(`r-${id.slice(2)}`);
      for (const piece of document.querySelectorAll(`[data-o="${CSS.escape(id.slice(2))}"]`)) piece.classList.add("current");
      if (reading) {
        reading.classList.add("current");
        const list = reading.closest(".read");
        if (list && list.scrollHeight > list.clientHeight) list.scrollTop = reading.offsetTop - list.offsetTop - 80;
      }
    }
    target.scrollIntoView({ block: "center", behavior: "instant" });
  }

  addEventListener("hashchange", () => { followState(); followAnchor(); });
  addEventListener("DOMContentLoaded", () => {
    followState();
    find();
    filters();
    if (document.querySelector("#table-facts, #table-counties")) onVintage(showVintage);
    followAnchor();
    const choice = document.getElementById("switch");
    if (choice) choice.addEventListener("change", () => { location.href = `${choice.value}.html${location.hash}`; });
  });

  return { root, language, receive, load, loadScript, state, setState, element, isKnown, onVintage };
})();
