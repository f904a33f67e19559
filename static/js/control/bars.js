// @ts-check
/** Fills the bars that move while people answer. Knows no order and no words; those stand in the part. */

const written = new Intl.NumberFormat(document.documentElement.lang);

/**
 * @param {number[]} counts by option and then by group, in the deck's order
 * @param {number} all how many people answered
 */
export function fillBars(counts, all) {
  for (const element of document.querySelectorAll("[data-count]")) {
    const text = written.format(counts[Number(element.getAttribute("data-count"))] ?? 0);
    if (element.textContent !== text) element.textContent = text;
  }
  for (const element of document.querySelectorAll("[data-bar]")) {
    const count = counts[Number(element.getAttribute("data-bar"))] ?? 0;
    // Set as a style so that it can grow; a presentation attribute would jump.
    if (element instanceof SVGElement) element.style.width = `${all ? (count * 100) / all : 0}%`;
  }
}
