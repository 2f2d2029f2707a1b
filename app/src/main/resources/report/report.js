"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The theme: the system's until someone chooses; the choice is kept where the browser lets a file keep one.
  const themeButton = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("ringwatch-theme");
    } catch {
      return null;
    }
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const nameTheme = () => {
    themeButton.textContent = isDark() ? "Light" : "Dark";
    themeButton.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  };
  const kept = stored();
  if (kept === "dark" || kept === "light") {
    root.dataset.theme = kept;
  }
  themeButton.hidden = false;
  nameTheme();
  system.addEventListener("change", nameTheme);
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
    try {
      localStorage.setItem("ringwatch-theme", root.dataset.theme);
    } catch {
      // Chosen for this visit only.
    }
  });

  // Tooltips: text only, never markup.
  const tip = document.getElementById("tip");
  const showTip = (event) => {
    const target = event.target.closest("[data-tip]");
    tip.hidden = !target;
    if (!target) {
      return;
    }
    tip.textContent = target.dataset.tip;
    const gap = 12;
    const right = event.clientX + gap + tip.offsetWidth > innerWidth;
    const below = event.clientY + gap + tip.offsetHeight > innerHeight;
    const left = right ? event.clientX - gap - tip.offsetWidth : event.clientX + gap;
    tip.style.left = Math.max(4, Math.min(left, innerWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = (below ? event.clientY - gap - tip.offsetHeight : event.clientY + gap) + "px";
  };
  document.addEventListener("pointermove", showTip);
  document.addEventListener("pointerdown", showTip);
  document.addEventListener("scroll", () => (tip.hidden = true), { capture: true, passive: true });
  document.documentElement.addEventListener("pointerleave", () => (tip.hidden = true));

  // Two drawings of one thing.
  for (const choice of all("[data-choice]")) {
    const drawings = document.getElementById(choice.dataset.choice);
    if (!drawings) {
      continue;
    }
    choice.hidden = false;
    choice.addEventListener("click", (event) => {
      const shows = event.target.dataset.shows;
      if (!shows) {
        return;
      }
      for (const button of all("button", choice)) {
        button.setAttribute("aria-pressed", String(button.dataset.shows === shows));
      }
      for (const drawing of all("[data-shown]", drawings)) {
        drawing.hidden = drawing.dataset.shown !== shows;
      }
    });
  }

  // Tables that sort by any column: numbers by value, the rest by text.
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    const value = cell.dataset.value;
    if (value === undefined) {
      return cell.textContent.trim();
    }
    return value === "NaN" ? -Infinity : Number(value);
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);
  const sort = (table, header) => {
    const isNumber = table.tBodies[0].rows[0].cells[header.cellIndex].dataset.value !== undefined;
    const now = header.getAttribute("aria-sort");
    const ascending = now ? now === "descending" : !isNumber;
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const keyed = [...table.tBodies[0].rows].map((row) => [valueOf(row, header.cellIndex), row]);
    keyed.sort((a, b) => (ascending ? compare(a[0], b[0]) : compare(b[0], a[0])));
    table.tBodies[0].append(...keyed.map((entry) => entry[1]));
  };
  for (const table of all("table.sortable")) {
    for (const header of table.tHead.rows[0].cells) {
      if (header.classList.contains("plain")) {
        continue;
      }
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.addEventListener("click", () => sort(table, header));
      header.replaceChildren(button);
    }
  }

  // Long tables show their first rows until someone asks for all, or for something.
  const lengthened = new Set();
  const lengtheners = all("[data-lengthens]").filter(
    (button) => document.getElementById(button.dataset.lengthens).tBodies[0].rows.length > 15);
  const shorten = (id, wanted) => {
    const isShort = wanted && !lengthened.has(id) && lengtheners.some((b) => b.dataset.lengthens === id);
    document.getElementById(id).classList.toggle("short", isShort);
    for (const button of lengtheners.filter((b) => b.dataset.lengthens === id)) {
      button.hidden = !isShort;
    }
  };
  for (const button of lengtheners) {
    const id = button.dataset.lengthens;
    shorten(id, true);
    button.addEventListener("click", () => {
      lengthened.add(id);
      shorten(id, false);
    });
  }

  // Filters: rows that contain the text and are of the band.
  for (const filter of all("[data-filters]")) {
    const rows = [...document.getElementById(filter.dataset.filters).tBodies[0].rows];
    const words = filter.querySelector("input");
    const band = filter.querySelector("select");
    const count = filter.querySelector(".count");
    const apply = () => {
      const wanted = words.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits =
          (!band.value || row.dataset.band === band.value) &&
          (!wanted || row.textContent.toLowerCase().includes(wanted));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      shorten(filter.dataset.filters, wanted === "" && band.value === "");
      count.textContent = shown === rows.length ? "" : shown + " of " + rows.length;
    };
    words.addEventListener("input", apply);
    band.addEventListener("change", apply);
    filter.hidden = false;
  }

  // A link to a ring opens it.
  const openTarget = () => {
    const id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
    }
  };
  addEventListener("hashchange", openTarget);
  openTarget();
})();
