// @ts-check
/**
 * Keys and clickers: which key means what. A clicker is a keyboard that sends PageDown and PageUp. It sends nothing
 * to the server and knows no steps; that is for who listens.
 */

/** @typedef {"next" | "back" | "black" | "reveal" | "turn" | "help" | "full" | "asks" | "moved"} Meaning `turn`: open or close; `asks`: hide or
 *   show what the audience asks. */

/** A double press within this time, ms, counts once: worn clickers bounce. */
const BOUNCE_MS = 400;

/** Where the person's choice about single letters is kept, in this browser only. */
const LETTERS_KEY = "peil-letters";

/** @type {Record<string, Meaning>} */
const NAMED = {
  PageDown: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  Enter: "next",
  PageUp: "back",
  ArrowLeft: "back",
  ArrowUp: "back",
};

/** Single characters, which people who steer by voice must be able to switch off. @type {Record<string, Meaning>} */
const LETTERS = { n: "next", p: "back", b: "black", ".": "black", r: "reveal", o: "turn", h: "help", f: "full", v: "asks", m: "moved" };

/** A clicker's start/stop button sends these in turn: one would reload the page in front of the hall. */
const SWALLOWED = new Set(["F5", "Escape"]);

/** Where keys are for typing. */
const TYPING = "input, textarea, select, [contenteditable]";
/** What Enter and the space bar press. */
const PRESSABLE = "button, a[href], summary, [role=button], [role=tab], [role=menuitem]";

/**
 * Listens to the whole page.
 *
 * @param {(meaning: Meaning) => void} act
 * @param {(meaning: Meaning) => boolean} [allowed] what this page listens to; everything when left out
 */
export function listenToKeys(act, allowed = () => true) {
  /** When each meaning was last acted on. @type {Map<Meaning, number>} */
  const last = new Map();
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (SWALLOWED.has(event.key)) {
      // An open dialogue is closed with Escape, and that is what Escape is for there.
      if (!(event.key === "Escape" && document.querySelector("dialog[open]"))) event.preventDefault();
      return;
    }
    if (target.closest(TYPING)) return;
    if ((event.key === "Enter" || event.key === " ") && target.closest(PRESSABLE)) return;
    const meaning = meaningOf(event.key);
    if (!meaning || !allowed(meaning)) return;
    // Also when it is not acted on: a page that scrolls under a clicker is no better.
    event.preventDefault();
    if (event.repeat) return;
    if (event.timeStamp - (last.get(meaning) ?? -Infinity) < BOUNCE_MS) return;
    last.set(meaning, event.timeStamp);
    act(meaning);
  });
}

/**
 * The command for what was meant at this step; nothing for what is the page's own affair.
 *
 * @param {Meaning} meaning
 * @param {string} step
 * @returns {string | undefined}
 */
export function commandFor(meaning, step) {
  switch (meaning) {
    case "help":
    case "full":
    case "asks":
      return undefined;
    case "turn":
      return step.endsWith(".open") ? "close" : "open";
    case "moved":
      return step.endsWith(".moved") ? "unmoved" : "moved";
    default:
      return meaning;
  }
}

/** Whether single letters are listened to. */
export function lettersAreOn() {
  try {
    return localStorage.getItem(LETTERS_KEY) !== "off";
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page, which is to say it is the default.
    return true;
  }
}

/** @param {boolean} on */
export function switchLetters(on) {
  try {
    if (on) localStorage.removeItem(LETTERS_KEY);
    else localStorage.setItem(LETTERS_KEY, "off");
  } catch {
    // As above.
  }
}

/**
 * @param {string} key
 * @returns {Meaning | undefined}
 */
function meaningOf(key) {
  const named = NAMED[key];
  if (named) return named;
  return lettersAreOn() ? LETTERS[key.toLowerCase()] : undefined;
}

/** Fills the whole screen, or leaves that. A browser may refuse, and then nothing happens. */
export async function toggleFullScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // Refused: the person sees that, and can use the browser's own key.
  }
}
