// @ts-check
/**
 * The presenter's remote: its forms travel over the live socket, its figures move, its keys steer. Until the socket has
 * opened once the forms post themselves, so that a network that blocks sockets blocks no presenter.
 *
 * It never guesses the next step: each command names the step it was pressed at, and the server says what came of it.
 */

import { fillBars } from "./control/bars.js";
import { Clocks } from "./control/clocks.js";
import { closeSheet, setUpDevice, toggleHelp } from "./control/device.js";
import { Held } from "./control/held.js";
import { commandFor, listenToKeys, toggleFullScreen } from "./lib/keys.js";
import { AskList } from "./control/questions.js";
import { connect } from "./lib/live.js";
import { firstState, Parts } from "./lib/parts.js";
import { Countdown } from "./parts/countdown.js";

/** @typedef {import("./lib/live.js").State} State */
/** @typedef {import("./lib/live.js").Figures} Figures */

/** The same button twice within this time, ms, is one press: a second tap must not skip the step that just came. */
const BOUNCE_MS = 400;
/** How long the connection may be away, ms, before the page says so: a train of packets lost is not news. */
const PATIENCE_MS = 1_500;
/** How long a passing message stays, ms. */
const PASSING_MS = 5_000;

/** What undoes a button stands in its place, once that is pressed. @type {Record<string, string>} */
const HEIRS = { "set-aside": "bring-back", "bring-back": "set-aside" };

const { body } = document;
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
/** The newest state, of which a part that is being read may still wait. @type {State | undefined} */
let newest;
const tray = new Held("words", () => newest && show(newest));
const asks = new AskList(() => newest && show(newest));
/** A step is news for the texts, whoever reads them: they are of the question that was. */
let isNewStep = false;
const parts = new Parts((name) => {
  if (!isNewStep && tray.holds(name)) return true;
  if (name !== "asks" || !asks.isHeld) return false;
  asks.wait();
  return true;
});
const clocks = new Clocks();
const countdown = new Countdown(tellAside);
const first = firstState();
/** When each command was last pressed. @type {Map<string, number>} */
const pressed = new Map();
let hasOpened = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let patience;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let passing;

if (first) show(first);
const live = connect(
  body.dataset.path ?? "",
  { language: document.documentElement.lang },
  { state: show, tick: fill, link: linked, delay: showDelay },
  first,
);
setUpDevice((sentence) => say(sentence), status.dataset.awakeNot ?? "");
listenToKeys(act);
document.addEventListener("submit", submitted);

/** @param {State} state */
function show(state) {
  newest = state;
  isNewStep = body.dataset.step !== state.step;
  const before = document.activeElement;
  const ticked = tray.ticked();
  const changes = parts.show(state);
  tray.tick(ticked);
  fill(state.live);
  if (state === first || changes.parts.includes("slides")) scrollToCurrent();
  if (!changes.step && changes.parts.length === 0) return;
  // Whoever stood on a button that is gone, stands on the one that is always there.
  if (before && before !== body && !before.isConnected && document.activeElement === body) {
    const heir =
      document.getElementById(HEIRS[before.id] ?? "") ??
      askAfter(before.id) ??
      textAfter(before.id) ??
      document.getElementById("next");
    heir?.focus({ preventScroll: true });
  }
  if (changes.step && state !== first) {
    say("");
    announce([".kicker", "#now", "#next"]);
  } else if (changes.parts.includes("alarm")) {
    announce(["#alarm-head", "#alarm-head + p", ".aside-note p"]);
  }
}

/**
 * Whoever dealt with one text goes on with the next that waits, and never by accident with the next slide.
 *
 * @param {string} id of the button that is gone
 */
function textAfter(id) {
  if (!/^[eshruj]-[0-9a-f]{32}$|^(tick|texts)-/.test(id)) return null;
  return /** @type {HTMLElement | null} */ (
    document.querySelector(".tray .entries .presses button") ?? document.getElementById("tray-head")
  );
}

/**
 * Whoever dealt with one question goes on with the next that waits, and never by accident with the next slide.
 *
 * @param {string} id of the button that is gone
 */
function askAfter(id) {
  if (!id.startsWith("ask")) return null;
  return /** @type {HTMLElement | null} */ (
    document.querySelector("#asks-waiting .presses button") ?? document.getElementById("asks-head")
  );
}

/** Where the list of slides scrolls by itself, the current one stays in its middle. The page itself never moves. */
function scrollToCurrent() {
  const current = document.querySelector("[aria-current]");
  const list = current?.closest("ol");
  if (!current || !list) return;
  const above = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += above - list.clientHeight / 2;
}

/** @param {Figures} figures */
function fill(figures) {
  parts.fill(figures);
  clocks.take(figures);
  countdown.take(figures);
  fillBars(figures.counts ?? [], figures.answered ?? 0);
}

/**
 * Says what is new to whoever does not see the page change, in the words that stand there. Nothing there, nothing said.
 *
 * @param {string[]} selectors
 */
function announce(selectors) {
  const texts = selectors.map((selector) => document.querySelector(selector)?.textContent?.trim() ?? "");
  const sentences = texts.filter(Boolean).map((text) => (/[.?!]$/.test(text) ? text : `${text}.`));
  if (sentences.length > 0) tellAside(sentences.join(" "));
}

/** @param {string} sentence */
function tellAside(sentence) {
  const said = document.getElementById("said");
  if (said) said.textContent = sentence;
}

/** @param {SubmitEvent} event */
function submitted(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/commands") || !hasOpened) return;
  event.preventDefault();
  const given = new FormData(form);
  const button = event.submitter;
  const slide = button instanceof HTMLButtonElement && button.name === "slide" ? button.value : undefined;
  if (button instanceof HTMLButtonElement && button.name === "press") return sort(button.value, given);
  const command = button instanceof HTMLButtonElement && button.name === "command" ? button.value : given.get("command");
  // What came of it stands behind the sheet, and so does what to press next.
  if (slide !== undefined || command === "end" || command === "clear") closeSheet();
  if (String(command).startsWith("ask")) return moderate(String(command), given);
  /** @param {string} name */
  const number = (name) => (given.has(name) ? Number(given.get(name)) : undefined);
  const more = { slide, since: number("since"), seconds: number("seconds") };
  steer(String(command), String(given.get("from")), more);
}

/**
 * Does something with a question from the audience. It names the question and how it shall be, so no step comes in.
 *
 * @param {string} command
 * @param {FormData} given
 */
async function moderate(command, given) {
  /** @param {string} name */
  const number = (name) => (given.has(name) ? Number(given.get(name)) : undefined);
  if (!live.connected) return say(status.dataset.notConnected ?? "");
  const about = { slide: String(given.get("slide")), ask: number("ask"), into: number("into"), round: number("round") };
  const { refused, sentence } = await live.command(command, undefined, about);
  if (refused === "offline") return say(status.dataset.noAnswer ?? "");
  say(refused ? (sentence ?? "") : "");
}

/**
 * Does something with texts that people wrote. It names them and their question, so no step comes in.
 *
 * @param {string} press what to do, and with which texts; else with those that are ticked
 * @param {FormData} given
 */
async function sort(press, given) {
  const [command, ...named] = press.split(" ");
  if (!live.connected) return say(status.dataset.notConnected ?? "");
  const about = {
    slide: String(given.get("slide")),
    entries: named.length > 0 ? named : given.getAll("entries").map(String),
    round: Number(given.get("round")),
    newest: Number(given.get("newest")),
    under: given.get("under") ?? undefined,
  };
  const { refused, sentence } = await live.command(command ?? "", undefined, about);
  if (refused === "offline") return say(status.dataset.noAnswer ?? "");
  if (!refused && named.length === 0) tray.untick();
  say(refused ? (sentence ?? "") : "");
}

/** @param {import("./lib/keys.js").Meaning} meaning */
function act(meaning) {
  if (meaning === "help") return toggleHelp();
  if (meaning === "full") return toggleFullScreen();
  if (meaning === "asks") return document.getElementById("asks-curtain")?.click();
  // Nothing a clicker sends may bring an ended session back.
  if (body.dataset.view === "ended") return;
  const step = body.dataset.step ?? "";
  const isPublic = /\.(revealed|solved|moved)$/.test(step);
  const command = meaning === "reveal" && isPublic ? "hide" : commandFor(meaning, step);
  if (command) steer(command, step);
}

/**
 * @param {string} command
 * @param {string} from
 * @param {import("./lib/live.js").More} [more]
 */
async function steer(command, from, more = {}) {
  const press = `${command} ${more.slide ?? ""}`;
  const now = performance.now();
  if (now - (pressed.get(press) ?? -Infinity) < BOUNCE_MS) return;
  pressed.set(press, now);
  // A press is not kept for later: it would steer a room that has moved on.
  if (!live.connected) return say(status.dataset.notConnected ?? "");
  const { refused, sentence } = await live.command(command, from, more);
  if (refused === "offline") return say(status.dataset.noAnswer ?? "");
  // Somebody else was first; the state that follows shows it.
  if (refused === "moved") return;
  say(refused ? (sentence ?? "") : "");
}

/**
 * @param {string} sentence
 * @param {number} [forMs] how long it stays; until the next step when left out
 */
function say(sentence, forMs) {
  clearTimeout(passing);
  if (status.textContent !== sentence) status.textContent = sentence;
  if (forMs !== undefined) passing = setTimeout(() => say(""), forMs);
}

/** @param {import("./lib/live.js").Link} link */
function linked(link) {
  clearTimeout(patience);
  if (link === "open") {
    const wasLost = body.dataset.link === "lost";
    hasOpened = true;
    tell("open");
    if (wasLost) say(status.dataset.backOnline ?? "", PASSING_MS);
  } else if (link === "over") {
    tell("over");
  } else {
    patience = setTimeout(() => tell("lost"), PATIENCE_MS);
  }
}

/** @param {import("./lib/live.js").Link} link */
function tell(link) {
  body.dataset.link = link;
  document.getElementById("offline")?.toggleAttribute("hidden", link !== "lost");
  document.getElementById("stopped")?.toggleAttribute("hidden", link !== "over");
}

/** @param {number} milliseconds */
function showDelay(milliseconds) {
  const delay = document.getElementById("delay");
  if (delay) delay.textContent = `· ${milliseconds} ms`;
}
