// @ts-check
/**
 * Moments as this clock reads them, and clocks that run on between frames: how long the question is open, how long one can still undo or resume. The server
 * says how much it was when it drew; this page counts on from when it heard. Never compares two machines' clocks.
 */

/** How often the clocks are looked at, ms: often enough that no second is skipped. */
const LOOK_MS = 250;

/** @typedef {"open" | "undo" | "resume"} Name */

export class Clocks {
  /** Milliseconds by name when last heard. @type {Record<string, string>} */
  #texts = {};
  #heardAt = 0;
  /** Hours and minutes as this language writes them. */
  #time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

  constructor() {
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** @param {import("../lib/live.js").Figures} figures */
  take({ texts }) {
    this.#texts = texts ?? {};
    this.#heardAt = performance.now();
    this.#look();
  }

  #look() {
    const passed = performance.now() - this.#heardAt;
    for (const element of document.querySelectorAll("[data-clock]")) {
      const name = /** @type {Name} */ (element.getAttribute("data-clock"));
      const heard = this.#texts[name];
      const text = heard === undefined ? "" : this.#read(name, Number(heard), passed, element);
      if (element.textContent !== text) element.textContent = text;
    }
    for (const element of document.querySelectorAll("[data-at]")) {
      const text = this.#time.format(Number(element.getAttribute("data-at")));
      if (element.textContent !== text) element.textContent = text;
    }
    const time = document.getElementById("time");
    const now = this.#time.format(new Date());
    if (time && time.textContent !== now) time.textContent = now;
  }

  /**
   * @param {Name} name
   * @param {number} heard
   * @param {number} passed
   * @param {Element} element
   */
  #read(name, heard, passed, element) {
    if (name === "open") return minutes(heard + passed);
    const left = heard - passed;
    // The server would refuse it from here on; what cannot be done is not offered.
    if (left <= 0) element.closest(".undo, form")?.toggleAttribute("hidden", true);
    if (name === "undo") return `(${Math.max(0, Math.ceil(left / 1000))})`;
    const label = element.closest("[data-left]")?.getAttribute("data-left") ?? "";
    return `${label} ${minutes(left)}`;
  }
}

/**
 * `9:05`.
 *
 * @param {number} milliseconds
 */
function minutes(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
