// Tips on hover and focus, and stories before documents for readers that follow the order of the
// file. The page is whole without it. Text is moved as nodes, never as markup.
(() => {
  "use strict";

  const main = document.querySelector("main");
  const stories = document.createDocumentFragment();
  for (const story of main.querySelectorAll(":scope > .story")) stories.append(story);
  main.prepend(stories);

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  if (location.hash) open();

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });

  // Pieces of text and notes of a document, by the notes' names; made when first asked for.
  const indexes = new WeakMap();
  const indexOf = (section) => {
    let index = indexes.get(section);
    if (index) return index;
    index = new Map();
    const entry = (key) => {
      if (!index.has(key)) index.set(key, { note: null, pieces: [] });
      return index.get(key);
    };
    for (const note of section.querySelectorAll(".note")) entry(note.dataset.note).note = note;
    for (const piece of section.querySelectorAll(".s")) {
      for (const key of piece.dataset.notes.split(" ")) entry(key).pieces.push(piece);
    }
    indexes.set(section, index);
    return index;
  };

  const tip = document.getElementById("tip");
  let shown = null;
  let lit = [];
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    for (const element of lit) element.classList.remove("on");
    lit = [];
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };

  const copy = (from, to) => {
    for (const child of from.childNodes) to.append(child.cloneNode(true));
  };

  const show = (element) => {
    clearTimeout(leaving);
    if (element === shown) return;
    hide();
    const index = indexOf(element.closest(".document"));
    const isNote = element.classList.contains("note");
    const keys = isNote ? [element.dataset.note] : element.dataset.notes.split(" ");
    const parts = [];
    const rules = new Set();
    for (const key of keys) {
      const entry = index.get(key);
      if (!entry || !entry.note || getComputedStyle(entry.note).display === "none") continue;
      lit.push(entry.note, ...entry.pieces);
      const part = document.createElement("div");
      // A note in the margin says itself what it says; the tip adds the rule.
      if (!isNote) copy(entry.note, part);
      const code = entry.note.querySelector("a.code");
      const rule = code && document.getElementById(code.hash.slice(1));
      const gist = rule && !rules.has(rule) && rule.querySelector(".gist");
      if (gist) {
        rules.add(rule);
        copy(gist, part);
      }
      if (part.hasChildNodes()) parts.push(part);
    }
    for (const lighted of lit) lighted.classList.add("on");
    shown = element;
    if (!parts.length) return;
    tip.replaceChildren(...parts);
    tip.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    const near = element.getClientRects()[0] || element.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.max(4, Math.min(near.left, innerWidth - size.width - 4));
    const below = near.bottom + 6;
    const top = below + size.height < innerHeight ? below : Math.max(4, near.top - size.height - 6);
    tip.style.left = left + "px";
    tip.style.top = top + "px";
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  };
  const explained = (event) =>
    event.target instanceof Element ? event.target.closest(".document .s, .document .note") : null;

  document.addEventListener("pointerover", (event) => {
    if (event.target instanceof Element && tip.contains(event.target)) clearTimeout(leaving);
    else if (explained(event)) show(explained(event));
    else if (shown) leave();
  });
  document.addEventListener("focusin", (event) => {
    const element = explained(event);
    if (element) show(element);
    else if (shown && !tip.contains(event.target)) hide();
  });
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // From the words to their note.
  document.addEventListener("click", (event) => {
    const piece = explained(event);
    if (!piece || !piece.dataset.notes || String(getSelection())) return;
    for (const key of piece.dataset.notes.split(" ")) {
      const { note } = indexOf(piece.closest(".document")).get(key);
      if (note && note.offsetParent) {
        note.focus({ preventScroll: true });
        note.scrollIntoView({ block: "nearest" });
        return;
      }
    }
  });
})();
