// @ts-check
/** What belongs to this device only: its display kept on, single letters, the sheet and the help. Steers nothing. */

import { lettersAreOn, switchLetters } from "../lib/keys.js";

/**
 * @param {(sentence: string) => void} say
 * @param {string} awakeNot said when the display cannot be kept on
 */
export function setUpDevice(say, awakeNot) {
  const letters = document.getElementById("letters");
  if (letters instanceof HTMLInputElement) {
    letters.checked = lettersAreOn();
    letters.addEventListener("change", () => switchLetters(letters.checked));
  }
  const awake = document.getElementById("awake");
  if (awake) keepAwakeWith(awake, () => say(awakeNot));
  document.getElementById("keys-button")?.addEventListener("click", toggleHelp);
  // Escape is kept from the browser, which would leave full screen with it; here it still closes the sheet.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSheet();
  });
  document.getElementById("device")?.removeAttribute("hidden");
  // What unfolds at the foot of the sheet would stay below it, and nothing seem to happen.
  document.getElementById("more")?.addEventListener("toggle", showUnfolded, true);
}

/** @param {Event} event */
function showUnfolded({ target }) {
  if (target instanceof HTMLDetailsElement && target.open) target.scrollIntoView({ block: "nearest" });
}

export function toggleHelp() {
  const help = document.getElementById("keys");
  if (!(help instanceof HTMLDialogElement)) return;
  if (help.open) help.close();
  else help.showModal();
}

/** Closes the sheet of a phone; on a laptop it is a column and stays. */
export function closeSheet() {
  const sheet = document.getElementById("more");
  // A browser that knows no popovers shows the sheet below everything else, where nothing needs closing.
  if (sheet?.hidePopover && sheet.matches(":popover-open")) sheet.hidePopover();
}

/**
 * @param {HTMLElement} button
 * @param {() => void} refused
 */
function keepAwakeWith(button, refused) {
  /** @type {WakeLockSentinel | undefined} */
  let lock;
  let wanted = false;
  const ask = async () => {
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      // Over plain http, or the battery is low.
      wanted = false;
      refused();
    }
    button.setAttribute("aria-pressed", String(wanted));
  };
  button.addEventListener("click", () => {
    wanted = !wanted;
    if (wanted) return ask();
    button.setAttribute("aria-pressed", "false");
    return lock?.release();
  });
  // The browser lets go of it whenever the page is out of sight.
  document.addEventListener("visibilitychange", () => {
    if (wanted && document.visibilityState === "visible") ask();
  });
}
