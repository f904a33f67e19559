// @ts-check
/** The staff that fills while answers come in. Shows a level that the server reckoned; counts nothing. */

/** From so many digits on the number beside the staff is drawn smaller, to stay beside it. */
const LONG_FROM = 5;

/**
 * @param {ParentNode} stage
 * @param {import("../lib/live.js").Figures} figures
 */
export function fillGauge(stage, figures) {
  const gauge = stage.querySelector(".gauge");
  if (!(gauge instanceof HTMLElement) || figures.level === undefined) return;
  gauge.style.setProperty("--level", String(figures.level / 10));
  gauge.toggleAttribute("data-long", (figures.texts?.answered ?? "").length >= LONG_FROM);
}
