// @ts-check
/**
 * The projector. Shows each state that comes, keeps the last good one when the connection goes, and makes the text as
 * large as the room allows. Knows no rules: what may be seen is decided before it gets here.
 */

import { connect } from "./lib/live.js";
import { firstState, Parts } from "./lib/parts.js";
import { fillChart } from "./parts/chart.js";
import { Countdown } from "./parts/countdown.js";
import { fit } from "./parts/fit.js";
import { fillGauge } from "./parts/gauge.js";
import { steer } from "./parts/steering.js";

/** @typedef {import("./lib/live.js").Figures} Figures */
/** @typedef {import("./lib/live.js").State} State */

/** Moving figures are redrawn no more often than this, ms: faster is restless to watch. */
const FIGURES_MS = 500;
/** How long the connection may be gone before the hall is told, ms: a restart is over sooner. */
const BADGE_AFTER_MS = 2_000;

const stage = /** @type {HTMLElement} */ (document.querySelector(".stage"));
const { body } = document;
const parts = new Parts();
const countdown = new Countdown((sentence) => {
  const said = document.querySelector("[data-part=said]");
  if (said) said.textContent = sentence;
});

/** @type {Figures | undefined} Figures that wait for their turn. */
let waiting;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let figuresTimer;

/** @param {Figures} figures */
function draw(figures) {
  parts.fill(figures);
  fillGauge(stage, figures);
  fillChart(stage, figures);
}

/** @param {Figures} figures */
function drawSoon(figures) {
  // Seconds do not wait for their turn.
  countdown.take(figures);
  if (figuresTimer) {
    waiting = figures;
    return;
  }
  draw(figures);
  figuresTimer = setTimeout(() => {
    figuresTimer = undefined;
    if (waiting) drawSoon(waiting);
    waiting = undefined;
  }, FIGURES_MS);
}

/** @param {State} state */
function show(state) {
  const before = body.dataset.step ?? "";
  const { parts: changed, step } = parts.show(state);
  waiting = undefined;
  countdown.take(state.live);
  if (changed.includes("stage")) {
    // Only a reveal that happens now grows: neither a reload nor a step back to an older result does.
    // What is right is told of bars that stand there already, and after a look at who moved they come back.
    const isReveal = step && state.step === `${question(before)}.revealed` && !/\.(solved|moved)$/.test(before);
    stage.toggleAttribute("data-grows", isReveal);
  }
  fillGauge(stage, state.live);
  fillChart(stage, state.live);
  if (changed.length > 0) fit(stage);
}

/** The question of a step: `p2` of `p2.open`. @param {string} step */
function question(step) {
  return step.split(".")[0];
}

const badge = document.getElementById("badge");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let badgeTimer;

/** @param {string | undefined} sentence nothing to take it away */
function tell(sentence) {
  clearTimeout(badgeTimer);
  if (!badge) return;
  badge.textContent = sentence ?? "";
  badge.hidden = !sentence;
}

/** @param {import("./lib/live.js").Link} link */
function linked(link) {
  if (link === "open") return tell(undefined);
  // After the end the room closes, and nobody needs to hear that.
  if (body.dataset.view === "ended") return;
  if (link === "over") return tell(badge?.dataset.withdrawn);
  if (!badge?.hidden) return;
  clearTimeout(badgeTimer);
  badgeTimer = setTimeout(() => tell(badge.dataset.offline), BADGE_AFTER_MS);
}

const first = firstState();
if (first) {
  draw(first.live);
  countdown.take(first.live);
}
fit(stage);
new ResizeObserver(() => fit(stage)).observe(stage);

const live = connect(
  body.dataset.socket ?? "",
  { language: document.documentElement.lang },
  { state: show, tick: drawSoon, link: linked },
  first,
);
steer(live);
