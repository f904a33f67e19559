// @ts-check
/**
 * `<vote-course>`: drags through the moments of a vote. Its table says the same, and is all there is without script.
 */

const SVG = "http://www.w3.org/2000/svg";

class VoteCourse extends HTMLElement {
  /** @type {string[]} */
  #names = [];
  /** @type {{ time: string, counts: number[], answered: string }[]} */
  #moments = [];

  connectedCallback() {
    const table = this.querySelector("table");
    if (!table || this.querySelector("input")) return;
    this.#names = [...table.querySelectorAll("thead th")].slice(1, -1).map((cell) => cell.textContent ?? "");
    this.#moments = [...table.querySelectorAll("tbody tr")].map((row) => {
      const cells = [...row.children].map((cell) => cell.textContent ?? "");
      return { time: cells[0] ?? "", counts: cells.slice(1, -1).map(Number), answered: cells[cells.length - 1] ?? "" };
    });
    if (this.#names.length > 0) this.prepend(this.#scrub(table));
  }

  /** @param {HTMLTableElement} table */
  #scrub(table) {
    const people = table.querySelector("thead th:last-child")?.textContent ?? "";
    const lang = table.querySelector("thead th:nth-child(2)")?.getAttribute("lang");
    const box = document.createElement("div");
    box.className = "scrub";
    const label = document.createElement("label");
    label.textContent = `${this.dataset.label ?? ""} `;
    const input = document.createElement("input");
    input.type = "range";
    input.max = String(this.#moments.length - 1);
    input.value = input.max;
    const bars = document.createElement("div");
    bars.className = "bars";
    if (lang) bars.lang = lang;
    // The slider says it itself: `aria-valuetext` is read at each step.
    bars.setAttribute("aria-hidden", "true");
    const rows = this.#names.map((name) => row(bars, name));
    const show = () => {
      const moment = this.#moments[Number(input.value)];
      if (!moment) return;
      rows.forEach(({ fill, figure }, place) => {
        const count = moment.counts[place] ?? 0;
        // Of those who had answered by then, as the bars of the result are of those who answered.
        fill.setAttribute("width", `${(count / Math.max(1, Number(moment.answered))) * 100}%`);
        figure.textContent = String(count);
      });
      const said = this.#names.map((name, place) => `${name} ${moment.counts[place] ?? 0}`).join(", ");
      input.setAttribute("aria-valuetext", `${moment.time}: ${said}`);
      now.textContent = `${moment.time} · ${moment.answered} ${people.toLowerCase()}`;
    };
    const now = document.createElement("b");
    now.setAttribute("aria-hidden", "true");
    input.addEventListener("input", show);
    label.append(now, input);
    box.append(label, bars);
    show();
    return box;
  }
}

/**
 * @param {HTMLElement} bars
 * @param {string} name
 */
function row(bars, name) {
  const label = document.createElement("span");
  label.textContent = name;
  const figure = document.createElement("b");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "bar");
  const [track, fill] = ["track", "fill"].map((role) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", role);
    rect.setAttribute("height", "100%");
    rect.setAttribute("width", "100%");
    svg.append(rect);
    return rect;
  });
  bars.append(label, figure, svg);
  return { fill: /** @type {SVGElement} */ (fill ?? track), figure };
}

customElements.define("vote-course", VoteCourse);
