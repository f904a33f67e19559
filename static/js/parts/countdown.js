// @ts-check
/**
 * What is left of an open question's time, counted on between frames from when it was heard. Advisory: the server closes
 * the question. Says twice how much is left to whoever does not see it, and never every second.
 */

/** How often the clock is looked at, ms: often enough that no second is skipped. */
const LOOK_MS = 250;
/** With so many seconds left it is said aloud: time to finish, and time for a last word. */
const TOLD_AT = [30, 10];

export class Countdown {
  /** @type {number | undefined} */
  #left;
  #heardAt = 0;
  /** @type {number | undefined} */
  #shown;
  #announce;

  /** @param {(sentence: string) => void} announce */
  constructor(announce) {
    this.#announce = announce;
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** @param {import("../lib/live.js").Figures} figures */
  take({ texts }) {
    const left = texts?.clock;
    this.#left = left === undefined ? undefined : Number(left);
    this.#heardAt = performance.now();
    this.#look();
  }

  #look() {
    if (this.#left === undefined) {
      this.#shown = undefined;
      return;
    }
    const seconds = Math.max(0, Math.ceil((this.#left - (performance.now() - this.#heardAt)) / 1000));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    for (const element of document.querySelectorAll("[data-countdown]")) {
      if (element.textContent !== text) element.textContent = text;
      const before = this.#shown;
      if (before !== undefined && TOLD_AT.some((at) => before > at && seconds <= at)) {
        this.#announce((element.getAttribute("data-told") ?? "").replace("{n}", String(seconds)));
      }
    }
    this.#shown = seconds;
  }
}
