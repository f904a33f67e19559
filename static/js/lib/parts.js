// @ts-check
/**
 * Puts a state on the page: parts of HTML where their text changed, moving figures, step, view and title. The server
 * makes all text and escapes it; nothing is written or reckoned here.
 */

/** @typedef {import("./live.js").State} State */
/** @typedef {import("./live.js").Figures} Figures */

/** What changed on the page. @typedef {{parts: string[], step: boolean, view: boolean}} Changes */

export class Parts {
  /** The HTML of each part as last shown, spelled as the browser spells it. @type {Map<string, string>} */
  #shown = new Map();
  /** @type {Figures} */
  #figures = {};
  /** What must not change now. @type {(name: string) => boolean} */
  #isHeld;

  /** @param {(name: string) => boolean} [isHeld] parts that wait, because a person is in them */
  constructor(isHeld = () => false) {
    this.#isHeld = isHeld;
    // Without figures, so that the first frame after a reload finds nothing to replace.
    for (const element of document.querySelectorAll("[data-part]")) {
      const bare = /** @type {Element} */ (element.cloneNode(true));
      empty(bare);
      this.#shown.set(element.getAttribute("data-part") ?? "", bare.innerHTML);
    }
  }

  /** The figures as they stand. */
  get figures() {
    return this.#figures;
  }

  /**
   * Shows a whole state.
   *
   * @param {State} state
   * @returns {Changes}
   */
  show(state) {
    const { body } = document;
    const changes = {
      parts: /** @type {string[]} */ ([]),
      step: body.dataset.step !== state.step,
      view: body.dataset.view !== state.view,
    };
    body.dataset.step = state.step;
    body.dataset.view = state.view;
    if (document.title !== state.title) document.title = state.title;
    for (const [name, html] of Object.entries(state.parts)) {
      if (this.#replace(name, html)) changes.parts.push(name);
    }
    this.fill(state.live);
    return changes;
  }

  /**
   * Fills in the figures that move while the step stays.
   *
   * @param {Figures} live
   */
  fill(live) {
    this.#figures = live;
    for (const element of document.querySelectorAll("[data-live]")) {
      const text = live.texts?.[element.getAttribute("data-live") ?? ""] ?? "";
      if (element.textContent !== text) element.textContent = text;
    }
  }

  /**
   * @param {string} name
   * @param {string} html
   */
  #replace(name, html) {
    const place = document.querySelector(`[data-part="${name}"]`);
    if (!place) return false;
    const template = document.createElement("template");
    template.innerHTML = html;
    empty(template.content);
    const spelled = template.innerHTML;
    if (this.#shown.get(name) === spelled || this.#isHeld(name)) return false;
    this.#shown.set(name, spelled);
    // Who stood on a button keeps standing on it when it is drawn again.
    const focused = place.contains(document.activeElement) ? document.activeElement?.id : "";
    place.replaceChildren(template.content);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    return true;
  }
}

/**
 * Takes out the figures, which stand there for whoever has no script.
 *
 * @param {ParentNode} part
 */
function empty(part) {
  for (const figure of part.querySelectorAll("[data-live]")) figure.textContent = "";
}

/**
 * The state that the server wrote into the page, for what must stand there before the socket opens.
 *
 * @returns {State | undefined}
 */
export function firstState() {
  const text = document.getElementById("state")?.textContent;
  return text ? JSON.parse(text) : undefined;
}
