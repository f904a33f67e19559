// @ts-check
/**
 * Bars that move while people vote, on questions that show that. Draws the counts it is given, in the rows that stand
 * there; never sorts and never adds a row.
 */

/**
 * @param {ParentNode} stage
 * @param {import("../lib/live.js").Figures} figures
 */
export function fillChart(stage, figures) {
  const chart = stage.querySelector(".is-live .chart");
  if (!(chart instanceof HTMLElement)) return;
  const counts = figures.counts ?? [];
  const answered = figures.answered ?? 0;
  const percentFrom = Number(chart.dataset.percentFrom);
  for (const row of chart.querySelectorAll("[data-option]")) {
    if (!(row instanceof HTMLElement)) continue;
    const count = counts[Number(row.dataset.option)];
    const bar = row.querySelector(".bar");
    bar?.setAttribute("width", `${answered > 0 ? ((count ?? 0) / answered) * 100 : 0}%`);
    write(row.querySelector(".figures"), count, answered, percentFrom);
  }
  for (const subtotal of chart.querySelectorAll("[data-group]")) {
    // People per group stand behind those per option: who chose two of a group is one.
    write(subtotal, counts[Number(subtotal.getAttribute("data-group"))], answered, percentFrom);
  }
}

/**
 * "41 · 47%", as the server writes it after the reveal.
 *
 * @param {Element | null} place
 * @param {number | undefined} count
 * @param {number} answered
 * @param {number} percentFrom
 */
function write(place, count, answered, percentFrom) {
  if (!place) return;
  if (count === undefined) return place.replaceChildren();
  const bold = document.createElement("b");
  bold.textContent = String(count);
  // Rounded half up, as the server does.
  const percent = answered >= percentFrom ? ` · ${Math.floor((count * 200 + answered) / (answered * 2))}%` : "";
  place.replaceChildren(bold, percent);
}
