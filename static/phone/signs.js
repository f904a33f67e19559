// @ts-check
/*
 * What is left of a question's time, and signs to the speaker: more time, or how the talk goes.
 *
 * The clock is advisory: the server closes the question. Says twice how much is left, never every second. Signs are no
 * answers: nothing is kept of them, and one that does not get through is not sent again.
 */

// Milliseconds.
const CLOCK_EVERY = 250;
// Seconds left at which it is said aloud.
const TOLD_AT = [30, 10];
// A clock that was put right meanwhile would show nonsense: then the time of day stands.
const CLOCK_MAX = 3600;

/** @type {number | undefined} */
let secondsShown;

function showClock() {
  const place = /** @type {HTMLElement | null} */ (main.querySelector('.clock'));
  const texts = state.live.texts || {};
  const ask = /** @type {HTMLElement | null} */ (main.querySelector('.more-time'));
  if (ask) ask.hidden = !texts.ends;
  if (!place) return;
  const seconds = Math.max(0, Math.ceil((Number(texts.ends) - Date.now() - ahead) / 1000));
  const counts = seconds <= CLOCK_MAX;
  const time = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
  const text = !texts.ends ? '' : counts ? (place.dataset.left || '').replace('{time}', time) : texts.clock;
  if (place.textContent !== text) place.textContent = text;
  const before = secondsShown;
  secondsShown = texts.ends && counts ? seconds : undefined;
  if (before === undefined || !texts.ends) return;
  if (TOLD_AT.some((at) => /** @type {number} */ (before) > at && seconds <= at)) {
    whisper((place.dataset.told || '').replace('{n}', String(seconds)));
  }
}

const fieldsBefore = markFields;
markFields = function (own) {
  fieldsBefore(own);
  showClock();
};
setInterval(showClock, CLOCK_EVERY);

/** @param {string} word */
function sign(word) {
  if (road && road.tell) return road.tell({ type: 'sign', word: word });
  ask('/signs', { method: 'POST', body: new URLSearchParams({ word: word, token: page.token }) });
}

// Before the answers hear of it: to them every other button sends what is filled in.
main.addEventListener('click', function (event) {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  const form = /** @type {HTMLElement | null} */ (button && button.closest('.more-time'));
  if (!button || !form) return;
  event.preventDefault();
  event.stopPropagation();
  sign('time');
  const done = form.dataset.done || '';
  whisper(done);
  button.textContent = done;
}, true);

const pulse = /** @type {HTMLFormElement | null} */ (document.getElementById('pulse'));
if (pulse) {
  // A press on a button tells which one, also where a form does not say.
  pulse.addEventListener('click', function (event) {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button) return;
    event.preventDefault();
    sign(button.value);
    const buttons = pulse.querySelectorAll('button');
    for (let i = 0; i < buttons.length; i++) buttons[i].setAttribute('aria-pressed', String(buttons[i] === button));
    whisper((pulse.dataset.said || '').replace('{word}', button.textContent || ''));
  });
}
