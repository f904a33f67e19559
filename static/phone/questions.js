// @ts-check
/*
 * Asking a question: its form, what is said of it, and the presses in the list.
 *
 * Never calls anything stored by itself.
 */

// Milliseconds. How long the page says that a question was stored; after that its own line goes on saying it.
const STORED_FOR = 12000;

/** @type {Notice | null} */
let askVerdict = null;
let storedUntil = 0;
function askingForm() {
  return /** @type {HTMLFormElement | null} */ (main.querySelector('.asking'));
}

/** Where the sentences stand. */
function askWords() {
  const own = maybe('own');
  return own ? own.dataset : {};
}

function noteStored() {
  storedUntil = Date.now() + STORED_FOR;
  askVerdict = null;
  setTimeout(refresh, STORED_FOR + 10);
}

/** What marks an answer goes on doing so. */
const markBefore = markFields;
/** What was last put where a verdict stands. @type {Notice | null} */
let noticed = null;
markFields = function (own) {
  markBefore(own);
  markRows();
  // Whatever waits goes by a new road as soon as there is one.
  if (road && road !== sentBy) {
    sentBy = road;
    sendWaiting();
  }
  const next = askNotice();
  if (next || verdict === noticed) verdict = next;
  noticed = next;
};

function askNotice() {
  const isOffline = !!offlineSince && Date.now() - offlineSince >= OFFLINE_AFTER;
  const words = askWords();
  const unsent = waitingHere();
  if (unsent.length && (isOffline || Date.now() - unsent[0].at > POST_AFTER)) {
    return { tone: 'warning', head: words.notStored || '', more: say['offline-more'], button: true };
  }
  if (askVerdict) return askVerdict;
  const own = ownHere();
  const newest = own && own.list[own.list.length - 1];
  if (!newest || Date.now() > storedUntil || (newest.state !== 'waiting' && newest.state !== 'shown')) return null;
  const at = new Date(newest.at);
  const time = String(at.getHours()).padStart(2, '0') + ':' + String(at.getMinutes()).padStart(2, '0');
  const more = newest.state === 'waiting' ? words.storedWaits : words.storedShown;
  return { tone: 'stored', head: (words.stored || '').replace('{time}', time), more: more || '' };
}

function sendAsk() {
  const form = askingForm();
  const now = asked();
  const field = form && form.querySelector('textarea');
  if (!form || !now || !field) return;
  const text = words(field);
  const left = countAsk(field);
  if (!text || left < 0) {
    const counter = /** @type {HTMLElement} */ (form.querySelector('small'));
    if (!text) counter.textContent = form.dataset.empty || '';
    counter.className = 'over';
    whisper(counter.textContent || '');
    return field.focus();
  }
  const name = words(/** @type {any} */ (form.querySelector('[name=name]')));
  const own = ownHere();
  const numbers = (own ? own.list : []).concat(/** @type {any} */ (waitingHere())).map((ask) => ask.n);
  const kept = waiting[now.question] && waitingHere().length ? waiting[now.question] : { round: now.round, list: [] };
  waiting[now.question] = kept;
  /** @type {UnsentAsk} */
  const ask = { n: Math.max.apply(null, numbers.concat(0)) + 1, text: text, at: Date.now() };
  if (name) ask.name = name;
  kept.list.push(ask);
  keepAsks();
  field.value = '';
  countAsk(field);
  delete drafts[draftKey('')];
  askVerdict = null;
  askRetries = 0;
  sendWaiting();
  setTimeout(refresh, POST_AFTER + 10);
  stopWriting();
}

/** @param {HTMLTextAreaElement} field */
function countAsk(field) {
  const form = /** @type {HTMLElement} */ (field.closest('.asking'));
  const left = Number(form.dataset.max) - characters(words(field));
  const counter = /** @type {HTMLElement} */ (form.querySelector('small'));
  counter.className = left < 0 ? 'over' : '';
  const sentence = left < 0 ? say['too-long'] : left <= WORDS_NEAR ? say['characters-left'] : '';
  counter.textContent = sentence.replace('{n}', String(Math.abs(left)));
  return left;
}

main.addEventListener('submit', function (event) {
  const form = /** @type {HTMLElement} */ (event.target);
  if (form.className.indexOf('asking') < 0 && form.id !== 'up') return;
  event.preventDefault();
  if (form.id !== 'up') sendAsk();
});

// Its own keys, letters and presses are no business of the answers': they hear of them later, and not at all.
/** @param {Event} event */
const keepApart = (event) => {
  const isOurs = /** @type {HTMLElement} */ (event.target).closest('.asking, #asks, #fresh');
  if (isOurs) event.stopPropagation();
  return !!isOurs;
};
main.addEventListener('keydown', keepApart, true);

main.addEventListener('input', function (event) {
  const field = /** @type {HTMLTextAreaElement} */ (event.target);
  if (!keepApart(event) || field.tagName !== 'TEXTAREA') return;
  if (field.value) drafts[draftKey('')] = field.value;
  else delete drafts[draftKey('')];
  countAsk(field);
  askVerdict = null;
}, true);

/** While somebody writes, the block at the foot stays out of the way of the keyboard. @param {boolean} isIn */
const writing = (isIn) => (/** @param {Event} event */ function (event) {
  const form = /** @type {HTMLElement} */ (event.target).closest('.asking');
  if (!form || /** @type {HTMLElement} */ (event.target).tagName === 'BUTTON') return;
  form.classList.toggle('writing', isIn);
  settleFoot();
});
main.addEventListener('focusin', writing(true));
main.addEventListener('focusout', writing(false));

main.addEventListener('click', function (event) {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  if (!keepApart(event) || !button) return;
  if (button.id === 'fresh') {
    const place = /** @type {HTMLElement} */ (maybe('asks'));
    place.textContent = '';
    partShown = '';
    fill();
    refresh();
    return /** @type {HTMLElement} */ (element('asks-head')).focus({ preventScroll: true });
  }
  const row = /** @type {HTMLElement | null} */ (button.closest('[data-ask]'));
  const now = asked();
  if (!row || !now) return;
  event.preventDefault();
  const number = Number(numberOf(row));
  const own = ownHere();
  const stored = own && own.votes[number];
  const last = pendingVote(number) || stored || { n: 0, on: false };
  pendingVotes[voteKey(now.question, now.round, number)] = {
    question: now.question, round: now.round, ask: number, n: last.n + 1, on: !last.on, at: Date.now(),
  };
  askRetries = 0;
  sendWaiting();
  refresh();
}, true);

const firstList = /** @type {HTMLElement | null} */ (main.querySelector('#asks .asks'));
if (firstList) departures = Number(firstList.dataset.departures);
fillList();
