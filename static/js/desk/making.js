// @ts-check
/**
 * Says how far a file is that is being downloaded. The link downloads by itself, with or without this: it only takes along
 * a word, under which the server tells what becomes of it.
 */

const FIRST_LOOK_MS = 300;
const LOOK_EVERY_MS = 700;
/** So often nothing may be heard before we say so: the request itself may still be under way. */
const UNHEARD_MAX = 8;
/** How long it stands there that a file is ready, ms: long enough to read. */
const SAID_MS = 10_000;
const WORD_BYTES = 12;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[download]") : null;
  const said = link?.closest("[data-files]")?.querySelector("[role=status]");
  if (!(link instanceof HTMLAnchorElement) || !(said instanceof HTMLElement)) return;
  const plain = link.getAttribute("href") ?? "";
  const word = newWord();
  const address = new URL(link.href);
  address.searchParams.set("making", word);
  link.href = address.href;
  // The browser follows it when all listeners are done. Copied later, it is the plain one.
  setTimeout(() => link.setAttribute("href", plain));
  void watch(word, said);
});

function newWord() {
  const bytes = crypto.getRandomValues(new Uint8Array(WORD_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} word
 * @param {HTMLElement} said where it is told
 */
async function watch(word, said) {
  // What went wrong stands there until the next try.
  for (const line of said.querySelectorAll("[data-over]")) line.remove();
  const line = document.createElement("span");
  const bar = document.createElement("progress");
  // The words say it too.
  bar.setAttribute("aria-hidden", "true");
  const words = document.createElement("span");
  words.textContent = said.dataset.starting ?? "";
  line.append(bar, words);
  said.append(line);
  let unheard = 0;
  let failed = false;
  await pause(FIRST_LOOK_MS);
  for (;;) {
    const making = await look(word);
    unheard = making ? 0 : unheard + 1;
    if (making && words.textContent !== making.said) words.textContent = making.said;
    if (unheard > UNHEARD_MAX) words.textContent = said.dataset.unknown ?? "";
    failed = making?.failed ?? false;
    if (making?.over || unheard > UNHEARD_MAX) break;
    await pause(LOOK_EVERY_MS);
  }
  bar.remove();
  line.dataset.over = "";
  await pause(SAID_MS);
  if (!failed) line.remove();
}

/**
 * @param {string} word
 * @returns {Promise<{ over: boolean, failed: boolean, said: string } | undefined>} nothing when nothing is heard of it
 */
async function look(word) {
  try {
    const answer = await fetch(`/desk/makings/${word}`);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
