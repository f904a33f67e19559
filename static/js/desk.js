// @ts-check
/** The organiser's pages: copies a link at a press, prints, drags through a vote, tells how far a file is. Everything else is a form and needs no script. */

import "./desk/making.js";
import "./desk/vote-course.js";

/** How long the button says that it copied, ms: long enough to read. */
const SAID_MS = 3_000;

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  // Its own words are the announcement: they change while it has the focus.
  button.setAttribute("aria-live", "polite");
  const words = button.textContent ?? "";
  button.addEventListener("click", () => copy(button, words));
}

for (const button of document.querySelectorAll("[data-print]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} words what it says otherwise
 */
async function copy(button, words) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  const copied = await write(field.value);
  button.textContent = (copied ? button.dataset.copied : button.dataset.copyNot) ?? words;
  setTimeout(() => {
    button.textContent = words;
  }, SAID_MS);
}

/**
 * Over plain http browsers have no clipboard for scripts, only the old command, which copies what is selected.
 *
 * @param {string} text
 */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
