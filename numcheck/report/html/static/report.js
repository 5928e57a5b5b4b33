"use strict";
// Reading by keyboard, and decisions kept in this browser until they are exported. All text goes in by textContent.
const KEPT = "numcheck:" + document.body.dataset.corpus;
const cards = [...document.querySelectorAll(".card")];
const counter = document.getElementById("counter");
const button = document.getElementById("export");
const dialog = document.getElementById("dismiss");
const why = document.getElementById("why");
let kept = load();
let asked = null;
const history = [];

function load() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) || "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

function save() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    counter.textContent = "This browser keeps nothing: export before you close the page.";
  }
  show();
}

function show() {
  for (const card of cards) {
    const word = kept[card.dataset.id];
    card.querySelector(".said-so").textContent = word ? `${word.decision}${word.reason ? ": " + word.reason : ""}` : "";
    card.querySelector("[data-do=undo]").hidden = !word;
  }
  const count = Object.keys(kept).length;
  button.hidden = count === 0;
  button.textContent = `Export ${count} ${count === 1 ? "decision" : "decisions"}`;
}

function current() {
  const own = document.activeElement && document.activeElement.closest(".card");
  if (own) return cards.indexOf(own);
  return cards.findIndex((card) => card.getBoundingClientRect().bottom > 120);
}

function go(number) {
  const card = cards[Math.max(0, Math.min(cards.length - 1, number))];
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
}

function decide(card, decision, reason, note) {
  const id = card.dataset.id;
  history.push([id, kept[id]]);
  kept[id] = { id, decision, reason: reason || null, note: note || "", rule: card.dataset.rule, at: new Date().toISOString() };
  save();
  go(cards.indexOf(card) + 1);
}

function undo(card) {
  const id = card.dataset.id;
  history.push([id, kept[id]]);
  delete kept[id];
  save();
}

function undoLast() {
  const last = history.pop();
  if (!last) return;
  if (last[1]) kept[last[0]] = last[1];
  else delete kept[last[0]];
  save();
  go(cards.findIndex((card) => card.dataset.id === last[0]));
}

function ask(card) {
  asked = card;
  why.value = "";
  dialog.showModal();
  dialog.querySelector("[data-reason]").focus();
}

function answer(reason) {
  if (reason === "other" && !why.value.trim()) {
    why.focus();
    return;
  }
  dialog.close();
  decide(asked, "dismiss", reason, why.value.trim());
}

function toTimeline(card) {
  const found = card.querySelector(".chart.time");
  if (!found) return;
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "center" });
}

function openSource(card) {
  const near = document.activeElement.closest(".said, .group");
  (near?.querySelector("a.source") ?? card.querySelector("a.source"))?.click();
}

// On the index there are no cards: its list is gone through instead.
function move(step) {
  if (cards.length > 0) return go(current() + step);
  const items = [...document.querySelectorAll(".queue a")];
  const at = items.indexOf(document.activeElement);
  items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
}

function act(card, what) {
  if (what === "confirm") decide(card, "confirm");
  if (what === "dismiss") ask(card);
  if (what === "undo") undo(card);
}

function download() {
  const lines = Object.values(kept).sort((a, b) => (a.id < b.id ? -1 : 1)).map((word) => JSON.stringify(word) + "\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
  link.download = "decisions.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

document.addEventListener("click", (event) => {
  const found = event.target.closest("[data-do]");
  if (found) act(found.closest(".card"), found.dataset.do);
  const reason = event.target.closest("[data-reason]");
  if (reason) answer(reason.dataset.reason);
});
button.addEventListener("click", download);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  if (dialog.open) {
    const found = [...dialog.querySelectorAll("[data-reason]")].find((each) => each.querySelector("kbd").textContent === event.key);
    if (found) {
      event.preventDefault();
      answer(found.dataset.reason);
    }
    return;
  }
  const card = cards[current()];
  const deeds = { j: () => move(1), k: () => move(-1), s: () => move(1), u: undoLast, Backspace: undoLast };
  if (card) {
    Object.assign(deeds, { c: () => decide(card, "confirm"), d: () => ask(card) });
    Object.assign(deeds, { t: () => toTimeline(card), o: () => openSource(card) });
  }
  if (Object.hasOwn(deeds, event.key)) {
    event.preventDefault();
    deeds[event.key]();
  }
});
window.addEventListener("storage", () => {
  kept = load();
  show();
});
show();
