// @ts-check
/** Fills the bars that move while people answer. Knows no order and no words; those stand in the part. */

const written = new Intl.NumberFormat(document.documentElement.lang);

/** @param {number[]} counts by option, in the deck's order */
export function fillBars(counts) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  for (const element of document.querySelectorAll("[data-count]")) {
    // One option, or those of a group: `0 1 2`.
    const options = element.getAttribute("data-count")?.split(" ") ?? [];
    const text = written.format(options.reduce((sum, option) => sum + (counts[Number(option)] ?? 0), 0));
    if (element.textContent !== text) element.textContent = text;
  }
  for (const element of document.querySelectorAll("[data-bar]")) {
    const count = counts[Number(element.getAttribute("data-bar"))] ?? 0;
    // Set as a style so that it can grow; a presentation attribute would jump.
    if (element instanceof SVGElement) element.style.width = `${all ? (count * 100) / all : 0}%`;
  }
}
