// One key decides and goes on. Text goes in by textContent only; what others wrote is shown, never overwritten.
const data = document.body.dataset;
const keys = JSON.parse(data.keys);
const filter = Object.fromEntries(new URLSearchParams(data.filter));
const dialogs = Object.fromEntries(["dismiss", "all", "conflict", "noting", "setting", "help"].map((id) => [id, document.getElementById(id)]).filter(([, found]) => found));
const toast = document.getElementById("toast");
const noteKey = `note ${data.id}`;
const apartKey = `apart ${data.id}`;
let busy = false;
let forAll = false;
let mine = null;

function say(text, bad = false) {
  toast.textContent = text;
  toast.classList.toggle("bad", bad);
}

function goTo(address, text = "") {
  if (text) sessionStorage.setItem("say", text);
  location.assign(address);
}

async function send(path, body, tag) {
  if (busy) return null;
  busy = true;
  try {
    const headers = { "Content-Type": "application/json" };
    if (tag) headers["If-Match"] = `"${tag}"`;
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify({ ...body, filter }) });
    const found = await answer.json().catch(() => ({ error: "numcheck did not understand." }));
    return { status: answer.status, ...found };
  } catch {
    return { status: 0, error: "numcheck does not answer. Is it still running? Nothing was written." };
  } finally {
    busy = false;
  }
}

function shown(word) {
  if (!word || !word.word) return "undecided";
  const apart = Object.keys(word.apart ?? {}).join(" and ");
  return [word.word, word.reason, apart && `but for claim ${apart}`, word.note, word.by && `by ${word.by}`].filter(Boolean).join(", ");
}

async function decide(word, reason = null, note = null, tag = data.tag, stay = false) {
  mine = { word, reason, note: note ?? sessionStorage.getItem(noteKey) ?? "", apart: apart(), stay };
  const found = await send("/api/decide", { id: data.id, ...mine }, tag);
  if (!found) return;
  if (found.status === 200) {
    sessionStorage.removeItem(noteKey);
    sessionStorage.removeItem(apartKey);
    goTo(found.next, `${found.say} ${keys.undo} takes it back.`);
  } else if (found.status === 412 && found.tag) {
    data.newTag = found.tag;
    document.getElementById("was").textContent = shown({ word: data.word, reason: data.reason, note: data.note });
    document.getElementById("theirs").textContent = shown(found.theirs);
    document.getElementById("yours").textContent = shown(mine);
    open("conflict");
  } else say(found.error, true);
}

async function decideAll(word, reason = null, note = "") {
  const found = await send("/api/decide-all", { word, reason, note, count: Number(data.left) });
  if (!found) return;
  if (found.status === 200) goTo(found.next, `${found.say} ${keys.undo} takes it back.`);
  else say(found.error, true);
}

async function undo() {
  const found = await send("/api/undo", {});
  if (!found) return;
  if (found.status !== 200) say(found.error, true);
  else if (found.next) goTo(found.next, found.say);
  else say(found.say);
}

function open(name, focus) {
  dialogs[name].showModal();
  if (focus) dialogs[name].querySelector(focus).focus();
}

function ask(all) {
  forAll = all;
  document.getElementById("dismiss-title").textContent = all ? `Dismiss all ${data.left} that are left: why?` : "Dismiss: why?";
  document.getElementById("why").value = all ? "" : sessionStorage.getItem(noteKey) ?? "";
  open("dismiss", "[data-reason]");
}

function answer(reason) {
  const why = document.getElementById("why");
  const note = why.value.trim();
  if (reason === "other" && !note) {
    why.focus();
    return;
  }
  dialogs.dismiss.close();
  if (forAll) decideAll("dismiss", reason, note);
  else decide("dismiss", reason, note);
}

function items() {
  return [...document.querySelectorAll(".queue a.item")];
}

function move(step) {
  if (data.page === "finding") return goTo(step > 0 ? data.next : data.previous);
  const all = items();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
  if (next) next.focus();
}

function openSource() {
  const near = document.activeElement && document.activeElement.closest(".said, .group");
  const link = (near && near.querySelector("a.source")) || document.querySelector("a.source");
  if (link) link.click();
  else say("These articles have no address on the web; where they are stands below each quote.");
}

function showPending() {
  const pending = document.getElementById("pending");
  if (!pending) return;
  const note = sessionStorage.getItem(noteKey);
  const claims = sessionStorage.getItem(apartKey) === null ? [] : Object.keys(apart());
  const parts = [note && `Note: ${note}`, claims.length > 0 && `Not on claim ${claims.join(" and ")}.`].filter(Boolean);
  pending.hidden = parts.length === 0;
  pending.textContent = parts.join(" · ");
}

// The claims that the next word is not on: as set on this page, else as on file.
function apart() {
  const kept = sessionStorage.getItem(apartKey);
  if (kept !== null) return JSON.parse(kept);
  const chosen = [...document.querySelectorAll("#setting select")].filter((each) => each.querySelector("[selected]"));
  return Object.fromEntries(chosen.map((each) => [each.dataset.claim, each.querySelector("[selected]").value]));
}

function openApart() {
  const now = apart();
  for (const each of dialogs.setting.querySelectorAll("select")) each.value = now[each.dataset.claim] ?? "";
  open("setting", "select");
}

function keepApart() {
  const chosen = [...dialogs.setting.querySelectorAll("select")].filter((each) => each.value);
  sessionStorage.setItem(apartKey, JSON.stringify(Object.fromEntries(chosen.map((each) => [each.dataset.claim, each.value]))));
  dialogs.setting.close();
  if (data.word === "confirm" || data.word === "dismiss") decide(data.word, data.reason || null, data.note, data.tag, true);
  else showPending();
}

function openNote() {
  document.getElementById("note").value = sessionStorage.getItem(noteKey) ?? data.note ?? "";
  open("noting", "textarea");
}

function keepNote() {
  const note = document.getElementById("note").value.trim();
  dialogs.noting.close();
  if (data.word === "confirm" || data.word === "dismiss") {
    decide(data.word, data.reason || null, note, data.tag, true);
    return;
  }
  if (note) sessionStorage.setItem(noteKey, note);
  else sessionStorage.removeItem(noteKey);
  showPending();
}

function showTimeline() {
  const found = document.querySelector(".chart.time");
  if (!found) return say("There is no timeline: fewer than two figures have a day.");
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
}

function openFilter(selector) {
  const found = document.getElementById("filter");
  found.open = true;
  found.scrollIntoView({ block: "nearest" });
  found.querySelector(selector).focus();
}

// For all that is undecided in the filter, with how many that are; `deed` is done after a yes.
let deed = null;
function sureOfAll(title, text, then) {
  if (!Number(data.left)) return say("Nothing is undecided here.");
  deed = then;
  document.getElementById("all-title").textContent = title;
  document.getElementById("all-text").textContent = `${data.left} undecided ${data.left === "1" ? "finding" : "findings"} of this filter: ${text}`;
  open("all", "[data-do=yes-all]");
}

async function keepView() {
  const found = await send("/api/view", { name: document.getElementById("view").value });
  if (!found) return;
  if (found.status === 200) goTo(found.next, found.say);
  else say(found.error, true);
}

const onFinding = {
  confirm: () => decide("confirm"),
  dismiss: () => ask(false),
  skip: () => goTo(data.next),
  note: openNote,
  except: openApart,
  quotes: () => {
    const every = [...document.querySelectorAll(".group details")];
    const shut = every.some((each) => !each.open);
    for (const each of every) each.open = shut;
  },
  source: openSource,
  timeline: showTimeline,
  scale: () => document.getElementById("scale")?.click(),
  "skip-all": () => sureOfAll("Skip all?", "they stay undecided, and the list of them shows.", () => goTo(data.filter ? `/?${data.filter}` : "/")),
};
const actions = {
  undo,
  next: () => move(1),
  previous: () => move(-1),
  back: () => history.back(),
  filter: () => openFilter("select"),
  search: () => openFilter("#search"),
  "confirm-all": () => sureOfAll("Confirm all?", "they will be confirmed. You can take it back as one step.", () => decideAll("confirm")),
  "dismiss-all": () => (Number(data.left) ? ask(true) : say("Nothing is undecided here.")),
  keys: () => open("help"),
  ...(data.page === "finding" ? onFinding : {}),
  "yes-all": () => {
    dialogs.all.close();
    deed();
  },
  "keep-view": keepView,
  "keep-note": keepNote,
  "keep-apart": keepApart,
  "keep-theirs": () => location.reload(),
  "use-mine": () => {
    dialogs.conflict.close();
    decide(mine.word, mine.reason, mine.note, data.newTag, mine.stay);
  },
};
const byKey = Object.fromEntries(Object.entries(keys).map(([action, key]) => [key, action]));
byKey.Backspace = "undo";

document.addEventListener("click", (event) => {
  const deed = event.target.closest("[data-do]");
  if (deed && !deed.disabled) actions[deed.dataset.do]?.();
  const reason = event.target.closest("[data-reason]");
  if (reason && reason !== document.body) answer(reason.dataset.reason);
});

document.addEventListener("keydown", (event) => {
  // a dialog that was closed may keep the focus for a moment
  const writing = event.target.closest("input, textarea, select") && !event.target.closest("dialog:not([open])");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (dialogs.noting?.open) keepNote();
    if (dialogs.setting?.open) keepApart();
    return;
  }
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (dialogs.dismiss.open) {
    const found = [...dialogs.dismiss.querySelectorAll("[data-reason]")].find((each) => each.querySelector("kbd").textContent === event.key);
    if (found) {
      event.preventDefault();
      answer(found.dataset.reason);
    }
    return;
  }
  if (Object.values(dialogs).some((dialog) => dialog.open)) return;
  const action = Object.hasOwn(byKey, event.key) ? byKey[event.key] : "";
  if (actions[action]) {
    event.preventDefault();
    actions[action]();
  }
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what is shown must be what is on file
});
for (const dialog of Object.values(dialogs)) {
  // the event comes late: a quick hand may have opened it again
  dialog.addEventListener("close", () => !dialog.open && dialog.contains(document.activeElement) && document.activeElement.blur());
}
const word = sessionStorage.getItem("say");
sessionStorage.removeItem("say");
if (word) say(word);
showPending();
