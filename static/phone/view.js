// @ts-check
/*
 * What is on the page: takes a state, puts its part there, and marks what is one's own.
 *
 * Draws no answers; never takes an older state for a newer one, nor a page from under somebody who is typing.
 */

// Milliseconds.
// The state that a late vote hears of may come just after its verdict, and must not wipe it.
const VERDICT_FOR = 10000;

// What a kind's own script puts in its place: puts the answers in order, marks a row that is ticked, fills fields in, and sends what is in them.
let arrange = () => {};
/** @type {(row: HTMLElement, isOwn: boolean) => boolean} */
let markTick = () => false;
/** @type {(own: Said | undefined) => void} */
let markFields = () => {};
/** Where the audience asks: fills in its list, or hears what is one's own. @type {(message?: any) => void} */
let hall = () => {};
/** An answer that is not chosen, as its giver reads it back, if it is short. @type {(said: Said) => string} */
let filledText = () => '';
/** What is said where it is not read back. */
let filledNotice = () => '';
/** By the form's class. @type {Object<string, (form: HTMLFormElement) => void>} */
const sends = {};

function sendForm() {
  const form = /** @type {HTMLFormElement | null} */ (main.querySelector('form[data-how]'));
  if (form) sends[form.classList[0]](form);
}

/** A state that waits until the person has finished typing. */
let held = false;

/** @param {State} next */
function take(next) {
  if (next.epoch === state.epoch && next.frame < state.frame) return;
  state = next;
  // The room is gone for good: there is no socket to try.
  if (state.epoch === 'over') {
    refused = true;
    hangUp();
  }
  show();
}

function show() {
  document.body.classList.remove('stale');
  held = state.parts.main !== shown && isTyping();
  bar();
  if (held) return;
  document.body.dataset.view = state.view;
  document.body.dataset.step = state.step;
  document.title = state.title;
  if (state.parts.main !== shown) replace();
  fill();
  refresh();
  // The server said so itself: a connection that ends proves nothing.
  if (state.view === 'ended') forget();
}

function replace() {
  const key = () => JSON.stringify(asked());
  const before = key();
  const hadFocus = main.contains(document.activeElement);
  main.innerHTML = shown = state.parts.main;
  if (Date.now() - verdictAt > VERDICT_FOR) verdict = null;
  // The question may have closed. A vote that waited still counts for three seconds, and then hears that it is late.
  if (busy) {
    retries = 0;
    retryLater(Math.random() * 2 * SENDING_AFTER);
  }
  const heading = main.querySelector('h1');
  const isNew = key() !== before;
  if (heading && (hadFocus || (isNew && state.view === 'open'))) heading.focus({ preventScroll: true });
  if (isNew) window.scrollTo(0, 0);
  const sentence = main.querySelector('[data-say]');
  if (sentence) whisper(sentence.textContent || '');
  else if (state.view !== 'open' && heading) whisper(main.innerText);
}

/** Figures that move while the part stays. */
function fill() {
  const texts = state.live.texts || {};
  const counts = state.live.counts || [];
  const total = state.live.answered || 0;
  const moving = main.querySelectorAll('[data-live]');
  for (let i = 0; i < moving.length; i++) {
    moving[i].textContent = texts[/** @type {HTMLElement} */ (moving[i]).dataset.live || ''] || '';
  }
  hall();
  if (!main.querySelector('td[data-live]')) return;
  const bars = main.querySelectorAll('rect');
  for (let i = 0; i < bars.length; i++) {
    bars[i].setAttribute('width', (total ? 100 * (counts[i] || 0) / total : 0) + '%');
  }
}

/** Draws everything that is one's own: the mark, the numbers in the forms, the status. */
function refresh() {
  const now = asked();
  const unsent = now && unsentOf(now.question);
  const stored = now && storedOf(now.question, now.round);
  const isOld = !now || (polls()[now.question] || now).round !== now.round;
  const own = unsent && !isOld && state.view !== 'results' ? unsent : stored;
  arrange();
  const rows = main.querySelectorAll('[data-option]');
  for (let i = 0; i < rows.length; i++) mark(/** @type {HTMLElement} */ (rows[i]), own || undefined);
  markFields(own || undefined);
  /** @param {string} name @param {string} value */
  const set = (name, value) => {
    const inputs = main.querySelectorAll('input[name=' + name + ']');
    for (let i = 0; i < inputs.length; i++) /** @type {HTMLInputElement} */ (inputs[i]).value = value;
  };
  set('token', page.token);
  if (now) set('n', String(lastNumber(now.question, now.round) + 1));
  const hint = main.querySelector('.hint');
  if (hint && state.view === 'open' && !held) hint.textContent = own && !saysNothing(own) ? say['may-still'] : how() || say.tap;
  report(unsent || undefined, stored || undefined);
  settleFoot();
}

/** @param {HTMLElement} row @param {Said | undefined} own */
function mark(row, own) {
  const key = /** @type {string} */ (row.dataset.option);
  // At a bar, where one's own words count since the presenter sorted them.
  const isOwn = !!own && ('cells' in row && own.counted || own.choices).indexOf(key) >= 0;
  row.classList.toggle('chosen', isOwn);
  const isTicking = markTick(row, isOwn);
  const button = row.querySelector('button');
  if (button) button.setAttribute('aria-pressed', String(isOwn));
  const label = /** @type {HTMLElement} */ (row.querySelector('span'));
  const note = row.querySelector('b');
  const field = row.querySelector('textarea');
  // Words that are being filled in and are not those of the vote.
  const isWriting = !!field && row.classList.contains('writing');
  const isPending = isTicking || isWriting && !(isOwn && own && field && words(field) === (own.text || ''));
  row.classList.toggle('pending', isPending);
  const isNoted = isOwn || isPending;
  if (isNoted && !note) label.insertAdjacentHTML('afterend', ' <b></b>');
  else if (!isNoted && note) note.remove();
  const added = row.querySelector('b');
  if (added) {
    added.textContent = isPending ? say['not-sent'] : say['your-choice'];
    added.lang = page.language;
  }
  if (!field) return;
  field.removeAttribute('maxlength');
  if (field === document.activeElement) return;
  const draft = drafts[draftKey(key)];
  field.value = draft !== undefined ? draft : (isOwn && own && own.text) || '';
}

/** What to do with a question that is not answered by one tap. */
function how() {
  const form = /** @type {HTMLElement | null} */ (main.querySelector('[data-how]'));
  return form && form.dataset.how;
}

/** @param {string} key */
function draftKey(key) {
  const now = asked();
  return now ? now.question + ' ' + now.round + ' ' + key : key;
}
