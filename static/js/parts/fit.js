// @ts-check
/**
 * The largest text that fits the room: between the smallest and largest size that the server names in `data-fit`, and
 * below the smallest only when nothing else shows everything. Measures and sets sizes; changes no words.
 */

/** Sizes are tried in steps of this many pixels at a height of 1080: smaller steps nobody sees. */
const STEP = 2;
/** Text that may shrink to less than this still keeps its words whole down to it; then hyphens read better. */
const WHOLE_WORDS_FROM = 34;
/** Answers stay on one line each as long as that leaves them this large: calmer, and soon read. */
const ONE_LINE_FROM = 48;
/** The last resort, far below what a hall can read, but whole: `peil check` has warned about such a slide. */
const LAST_RESORT = 16;
/** Layout rounds to whole pixels here and there. */
const SLACK_PX = 1;

/** @typedef {{density: string, words: "whole" | "broken", columns: number, oneLine?: boolean,
 *   from: number, to: number}} Attempt */

/**
 * Fits the page on the stage. Cheap to call again: it does nothing where nothing asks to be fitted.
 *
 * @param {HTMLElement} stage
 */
export function fit(stage) {
  const page = stage.firstElementChild;
  if (!(page instanceof HTMLElement) || !page.dataset.fit) return;
  const [smallest = 0, largest = 0] = page.dataset.fit.split(" ").map(Number);
  for (const attempt of attempts(page, smallest, largest)) {
    page.dataset.density = attempt.density;
    page.dataset.words = attempt.words;
    page.dataset.columns = String(attempt.columns);
    const size = largestThatFits(page, attempt);
    if (size === undefined) continue;
    setSize(page, size);
    if (size === largest) spread(page);
    return;
  }
  setSize(page, LAST_RESORT);
}

/**
 * Text that is as large as it may be, and leaves room, stands further apart.
 *
 * @param {HTMLElement} page
 */
function spread(page) {
  const { density } = page.dataset;
  page.dataset.density = "airy";
  if (!fits(page)) page.dataset.density = density;
}

/**
 * From the most generous to the most cramped.
 *
 * @param {HTMLElement} page
 * @param {number} smallest
 * @param {number} largest
 * @returns {Attempt[]}
 */
function attempts(page, smallest, largest) {
  const whole = Math.max(smallest, Math.min(largest, WHOLE_WORDS_FROM));
  const columns = page.querySelectorAll(".option").length > 7 ? 2 : 1;
  return [
    { density: "roomy", words: "whole", columns: 1, oneLine: true, from: Math.min(largest, ONE_LINE_FROM), to: largest },
    { density: "roomy", words: "whole", columns: 1, from: whole, to: largest },
    { density: "compact", words: "whole", columns: 1, from: whole, to: largest },
    { density: "roomy", words: "broken", columns: 1, from: smallest, to: whole },
    { density: "compact", words: "broken", columns: 1, from: smallest, to: whole },
    { density: "compact", words: "broken", columns, from: smallest, to: whole },
    { density: "snug", words: "broken", columns, from: smallest, to: whole },
    { density: "tight", words: "broken", columns, from: smallest, to: whole },
    { density: "tight", words: "broken", columns, from: LAST_RESORT, to: smallest },
  ];
}

/**
 * @param {HTMLElement} page
 * @param {Attempt} attempt
 * @returns {number | undefined}
 */
function largestThatFits(page, { from, to, oneLine }) {
  const fitsAt = (/** @type {number} */ size) => {
    setSize(page, size);
    return fits(page) && (!oneLine || answersTakeOneLine(page));
  };
  if (!fitsAt(from)) return undefined;
  let low = 0;
  let high = Math.floor((to - from) / STEP);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fitsAt(from + middle * STEP)) low = middle;
    else high = middle - 1;
  }
  return from + low * STEP;
}

/**
 * Whether nothing sticks out: of the page, nor of a column within it into the next.
 *
 * @param {HTMLElement} page
 */
function fits(page) {
  const boxes = [page, ...page.querySelectorAll(".asked, .steps li, .join-words, td, th")];
  return boxes.every(
    (box) =>
      box.scrollWidth <= box.clientWidth + SLACK_PX &&
      (box !== page || box.scrollHeight <= box.clientHeight + SLACK_PX),
  );
}

/** @param {HTMLElement} page */
function answersTakeOneLine(page) {
  const labels = [...page.querySelectorAll(".label")];
  const line = parseFloat(getComputedStyle(page).fontSize) * 1.8;
  return labels.length > 0 && labels.every((label) => label.getBoundingClientRect().height < line);
}

/**
 * @param {HTMLElement} page
 * @param {number} size
 */
function setSize(page, size) {
  // By script and not by attribute: the content policy forbids `style=`.
  page.style.setProperty("--size", String(size));
}
