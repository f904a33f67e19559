// @ts-check
/**
 * The list of what the audience asks stands still while the presenter reads or presses in it, so that no question comes
 * under a thumb that meant another one. What is new waits behind a button. Decides nothing about questions.
 */

/** How long after a touch, ms, the list still counts as being read: a thumb lifts between two presses. */
const READING_MS = 4_000;
/** How long after a press, ms, the list shows what came of it, whoever reads. */
const PRESSED_MS = 1_500;

export class AskList {
  #place = /** @type {HTMLElement | null} */ (document.querySelector('[data-part="asks"]'));
  #touchedAt = -Infinity;
  #pressedAt = -Infinity;
  #show;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} show puts on the page what waits */
  constructor(show) {
    this.#show = show;
    const touched = () => (this.#touchedAt = performance.now());
    for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
      this.#place?.addEventListener(name, touched, { passive: true });
    }
    this.#place?.addEventListener("submit", () => (this.#pressedAt = performance.now()));
  }

  /** Whether the list must not move now. */
  get isHeld() {
    const now = performance.now();
    if (now - this.#pressedAt < PRESSED_MS) return false;
    const isTyping = this.#place?.querySelector("input:focus") instanceof HTMLInputElement;
    return isTyping || now - this.#touchedAt < READING_MS;
  }

  /** Something new waits: says so, and shows it once nobody reads any more. */
  wait() {
    if (this.#place && !this.#place.querySelector(".asks-fresh")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain asks-fresh";
      button.textContent = this.#place.dataset.fresh ?? "";
      button.addEventListener("click", () => {
        this.#pressedAt = performance.now();
        this.#show();
      });
      this.#place.prepend(button);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.isHeld ? this.wait() : this.#show()), READING_MS);
  }
}
