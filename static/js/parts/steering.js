// @ts-check
/**
 * Keys and clicker on the screen, its help, and the hint when they go elsewhere. Only for a browser that may steer:
 * without that it listens to the full-screen key alone. Sends commands; shows no step by itself.
 */

import { commandFor, lettersAreOn, listenToKeys, switchLetters, toggleFullScreen } from "../lib/keys.js";

/** How long a refusal stays on the screen, ms: one sentence, read once. */
const TOAST_MS = 5_000;

/** @param {import("../lib/live.js").Live} live */
export function steer(live) {
  const { body } = document;
  const steers = body.hasAttribute("data-steers");
  const toast = document.getElementById("toast");
  const help = /** @type {HTMLDialogElement | null} */ (document.getElementById("help"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let toastTimer;

  const say = (/** @type {string} */ sentence) => {
    if (!toast) return;
    toast.textContent = sentence;
    toast.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => {
      toast.hidden = true;
    }, TOAST_MS);
  };

  listenToKeys(
    async (meaning) => {
      if (meaning === "full") return toggleFullScreen();
      if (meaning === "help") return help?.open ? help.close() : help?.showModal();
      const step = body.dataset.step ?? "";
      const command = commandFor(meaning, step);
      if (!command) return;
      const reply = await live.command(command, step);
      // Elsewhere already: the screen shows where, and a repeat that came late has nothing new to say.
      if (reply.sentence && reply.refused !== "moved" && !reply.repeated) say(reply.sentence);
    },
    // What the audience asks is hidden from the remote, where one sees whether it is.
    (meaning) => (steers && meaning !== "asks") || meaning === "full",
  );
  if (!steers) return;

  const hint = document.getElementById("hint");
  const look = () => {
    if (hint) hint.hidden = document.hasFocus();
  };
  addEventListener("focus", look);
  addEventListener("blur", look);
  hint?.addEventListener("click", () => {
    // The click itself brought the focus back; a button that stays focused would eat the clicker's Enter.
    hint.blur();
    look();
  });
  look();

  const letters = document.getElementById("letters");
  if (letters instanceof HTMLInputElement) {
    letters.checked = lettersAreOn();
    letters.addEventListener("change", () => switchLetters(letters.checked));
  }
}
