// @ts-check
/**
 * A part of the remote that stands still while the presenter reads, ticks or presses in it, so that nothing comes under
 * a thumb that meant something else. What is new waits behind a button. Decides nothing about what stands there.
 */

/** How long after a touch, ms, the part still counts as being read: a thumb lifts between two presses. */
const READING_MS = 4_000;
/** How long after a press, ms, the part shows what came of it, whoever reads. */
const PRESSED_MS = 1_500;

export class Held {
  #name;
  #place;
  #show;
  #touchedAt = -Infinity;
  #pressedAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} name of the part; what its button says stands in its `data-fresh`
   * @param {() => void} show puts on the page what waits
   */
  constructor(name, show) {
    this.#name = name;
    this.#show = show;
    this.#place = /** @type {HTMLElement | null} */ (document.querySelector(`[data-part="${name}"]`));
    const touched = () => (this.#touchedAt = performance.now());
    for (const event of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove", "change"]) {
      this.#place?.addEventListener(event, touched, { passive: true });
    }
    this.#place?.addEventListener("submit", () => (this.#pressedAt = performance.now()));
  }

  /**
   * Whether this part must not change now; then what is new is announced, and shown once nobody reads any more.
   *
   * @param {string} name
   */
  holds(name) {
    // Nothing stands there yet to be read.
    if (name !== this.#name || !this.#place || this.#place.childElementCount === 0 || !this.#isRead) return false;
    this.#wait(this.#place);
    return true;
  }

  /** What is ticked, to be ticked again when the part was drawn anew. */
  ticked() {
    return [...this.#boxes()].filter((box) => box.checked).map((box) => box.value);
  }

  /** @param {string[]} values */
  tick(values) {
    for (const box of this.#boxes()) if (values.includes(box.value)) box.checked = true;
  }

  untick() {
    for (const box of this.#boxes()) box.checked = false;
    this.#show();
  }

  /** @returns {NodeListOf<HTMLInputElement>} */
  #boxes() {
    return (this.#place ?? document).querySelectorAll('input[type="checkbox"][name="entries"]');
  }

  get #isRead() {
    const now = performance.now();
    if (now - this.#pressedAt < PRESSED_MS) return false;
    return now - this.#touchedAt < READING_MS || this.#place?.querySelector("input:checked") !== null;
  }

  /** @param {HTMLElement} place */
  #wait(place) {
    if (!place.querySelector(".fresh")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain fresh";
      button.textContent = place.dataset.fresh ?? "";
      button.addEventListener("click", () => {
        this.#pressedAt = performance.now();
        this.#show();
      });
      place.prepend(button);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), READING_MS);
  }
}
