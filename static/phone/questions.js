// @ts-check
/*
 * Questions from the audience: asking one, one's own, and the list, which stands still until its reader asks for more.
 *
 * Stands only in pages of decks that have such a question. Never calls anything stored by itself, and sends an ask and a
 * vote with a number of its own, so that what arrives twice is done once.
 */

// Milliseconds. How long the page says that a question was stored; after that its own line goes on saying it.
const STORED_FOR = 12000;
// The server names so many of what was taken from the list; whoever missed more begins anew.
const DEPARTED_MAX = 60;
// Of one's own questions so many are listed, the newest first.
const OWN_MAX = 5;

/** @typedef {{n: number, text: string, name?: string, at: number}} UnsentAsk */
/** @typedef {{n: number, ask: number, text: string, name?: string, state: string, into?: number, at: number}} OwnAsk */
/** @typedef {{n: number, on: boolean, at?: number}} Upvote */
/** @typedef {Upvote & {question: string, round: number, ask: number, at: number}} PendingVote */
/** @typedef {{round: number, list: OwnAsk[], votes: Object<string, Upvote>}} OwnAsks */

const ASKS_KEY = KEY + '-asks';
/** What the server has stored of this browser, by question. @type {Object<string, OwnAsks>} */
const ownAsks = {};
/** What is not stored yet, by question; `unsent` keeps other tabs from throwing it away. @type {Object<string, {round: number, unsent?: {at: number}, list: UnsentAsk[]}>} */
let waiting = {};
/** Votes that were not answered yet, by question, round and number: another question may come before the answer does.
 * @type {Object<string, PendingVote>} */
const pendingVotes = {};
/** @param {string} question @param {number} round @param {number} ask */
const voteKey = (question, round, ask) => question + ' ' + round + ' ' + ask;
/** The vote for a question in the list here that was not answered yet. @param {number} ask */
function pendingVote(ask) {
  const now = asked();
  return now ? pendingVotes[voteKey(now.question, now.round, ask)] : undefined;
}
/** What each row of the list was drawn from, by number. @type {Object<string, string>} */
let rowsDrawn = {};
/** The numbers of the part that came last, in its order. @type {string[]} */
let partNumbers = [];
let departures = 0;
/** The list's part as it came last. @type {string | undefined} */
let partShown = '';
/** The road that what waits was last sent by. @type {Road | null} */
let sentBy = null;
/** @type {Notice | null} */
let askVerdict = null;
let storedUntil = 0;
/** @type {number | undefined} */
let askTimer;
let askRetries = 0;

/** @param {string} id */
const maybe = (id) => /** @type {HTMLElement | null} */ (document.getElementById(id));

function askingForm() {
  return /** @type {HTMLFormElement | null} */ (main.querySelector('.asking'));
}

/** Where the sentences stand. */
function askWords() {
  const own = maybe('own');
  return own ? own.dataset : {};
}

/** Those of the round on the page. */
function ownHere() {
  const now = asked();
  const own = now && ownAsks[now.question];
  return now && own && own.round === now.round ? own : null;
}

function waitingHere() {
  const now = asked();
  const kept = now && waiting[now.question];
  return now && kept && kept.round === now.round ? kept.list : [];
}

function keepAsks() {
  Object.keys(waiting).forEach((question) => {
    const kept = waiting[question];
    if (kept.list.length) kept.unsent = { at: kept.list[0].at };
    else delete waiting[question];
  });
  try {
    if (Object.keys(waiting).length) localStorage.setItem(ASKS_KEY, JSON.stringify(waiting));
    else localStorage.removeItem(ASKS_KEY);
  } catch (error) {
    // It lives as long as the page.
  }
}

// The list.

function showList() {
  const place = maybe('asks');
  const form = askingForm();
  const field = form && form.querySelector('textarea');
  if (field && field !== document.activeElement && !field.value) field.value = drafts[draftKey('')] || '';
  if (field) field.removeAttribute('maxlength');
  if (!place || state.parts.asks === undefined) return;
  const next = document.createElement('template');
  next.innerHTML = state.parts.asks;
  const part = /** @type {HTMLElement} */ (next.content.querySelector('.asks'));
  const rows = rowsOf(part);
  partNumbers = rows.map(numberOf);
  const list = /** @type {HTMLElement | null} */ (place.querySelector('.asks'));
  const missed = Number(part.dataset.departures) - departures;
  departures = Number(part.dataset.departures);
  const isStanding = list && list.children.length && rows.length && missed >= 0 && missed < DEPARTED_MAX;
  if (!list || !isStanding) return drawList(place, next.content, rows);
  mergeRows(list, part, rows);
  const all = place.querySelector('.all');
  const newer = next.content.querySelector('.all');
  if (all) all.remove();
  if (newer) place.appendChild(newer);
}

/** @param {HTMLElement} list @returns {HTMLElement[]} */
const rowsOf = (list) => Array.prototype.slice.call(list.children);
/** @param {HTMLElement} row */
const numberOf = (row) => row.dataset.ask || '';

/** As the reader wants it: what is being answered, what is pinned, then by votes. @param {HTMLElement} place @param {DocumentFragment} next @param {HTMLElement[]} rows */
function drawList(place, next, rows) {
  rowsDrawn = {};
  const counts = state.live.counts || [];
  /** @param {HTMLElement} row */
  const rank = (row) => [
    row.classList.contains('now') ? 0 : 1,
    row.classList.contains('pinned') ? 0 : 1,
    -(counts[partNumbers.indexOf(numberOf(row))] || 0),
    Number(numberOf(row)),
  ];
  rows.forEach((row) => (rowsDrawn[numberOf(row)] = row.outerHTML));
  rows.sort(function (one, other) {
    const a = rank(one);
    const b = rank(other);
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
    return 0;
  });
  const list = /** @type {HTMLElement} */ (next.querySelector('.asks'));
  rows.forEach((row) => list.appendChild(row));
  place.textContent = '';
  place.appendChild(next);
  tellFresh(0);
}

/** Rows change where they stand; new ones wait until the reader asks. @param {HTMLElement} list @param {HTMLElement} part @param {HTMLElement[]} rows */
function mergeRows(list, part, rows) {
  const gone = (part.dataset.gone || '').split(' ');
  const answered = (part.dataset.answered || '').split(' ');
  const here = rowsOf(list);
  here.forEach(function (row) {
    const number = numberOf(row);
    const next = rows.filter((one) => numberOf(one) === number)[0];
    if (next && (rowsDrawn[number] || next.outerHTML) !== next.outerHTML || next && row.className === 'gone') {
      const hadFocus = row.contains(document.activeElement);
      row.innerHTML = next.innerHTML;
      row.className = next.className;
      const button = row.querySelector('button');
      if (hadFocus && button) button.focus({ preventScroll: true });
    }
    if (next) rowsDrawn[number] = next.outerHTML;
    else if (gone.indexOf(number) >= 0) takeAway(row, 'gone');
    else if (answered.indexOf(number) >= 0) takeAway(row, 'answered');
  });
  const known = here.map(numberOf);
  tellFresh(partNumbers.filter((number) => known.indexOf(number) < 0).length);
}

/** Its place stays, so that nothing moves under a thumb. @param {HTMLElement} row @param {'gone' | 'answered'} why */
function takeAway(row, why) {
  if (row.className === why) return;
  row.className = why;
  const words = (/** @type {HTMLElement} */ (maybe('asks'))).dataset[why] || '';
  const button = row.querySelector('button');
  if (button) button.remove();
  if (why === 'gone') {
    row.textContent = '';
    row.appendChild(document.createElement('p')).className = 'about';
  }
  const about = /** @type {HTMLElement} */ (row.querySelector('.about'));
  const mark = about.insertBefore(document.createElement('b'), about.firstChild);
  mark.textContent = words;
  delete rowsDrawn[numberOf(row)];
}

/** @param {number} n */
function tellFresh(n) {
  const button = maybe('fresh');
  if (!button) return;
  button.hidden = !n;
  button.textContent = ((n === 1 ? button.dataset.one : button.dataset.some) || '').replace('{n}', String(n));
}

function fillList() {
  // A page whose main part was replaced has an empty list.
  const isEmpty = !(maybe('asks') || main).innerHTML;
  if (isEmpty || state.parts.asks !== partShown) showList();
  const heading = main.querySelector('h1');
  if (isEmpty && heading && state.view === 'open-asks') heading.focus({ preventScroll: true });
  partShown = state.parts.asks;
  const counts = state.live.counts || [];
  const place = maybe('asks');
  if (!place) return;
  partNumbers.forEach(function (number, index) {
    const figure = place.querySelector('[data-ask="' + number + '"] [data-votes]');
    if (figure && counts[index] !== undefined) figure.textContent = String(counts[index]);
  });
}

// One's own.

function markRows() {
  const place = maybe('asks');
  if (!place) return;
  const own = ownHere();
  const mineList = own ? own.list : [];
  const rows = place.querySelectorAll('[data-ask]');
  for (let i = 0; i < rows.length; i++) {
    const row = /** @type {HTMLElement} */ (rows[i]);
    const number = Number(numberOf(row));
    const button = row.querySelector('button');
    const isOwn = mineList.some((ask) => ask.ask === number);
    const isJoined = mineList.some((ask) => ask.into === number);
    if (button && (isOwn || isJoined)) {
      const mark = document.createElement('b');
      mark.className = 'mine';
      mark.textContent = (isOwn ? place.dataset.own : place.dataset.joined) || '';
      row.replaceChild(mark, button);
    } else if (button) {
      const stored = own && own.votes[number];
      const pending = pendingVote(Number(number));
      button.setAttribute('aria-pressed', String(!!(pending || stored || { on: false }).on));
      button.className = pending ? 'pending' : '';
    }
  }
  listOwn(mineList);
}

let ownListed = '';
/** @param {OwnAsk[]} list */
function listOwn(list) {
  const section = maybe('own');
  if (!section) return;
  const unsent = waitingHere().map((ask) => ({ text: ask.text, state: 'unsent' }));
  const stored = list.slice(-OWN_MAX).map((ask) => ({ text: ask.text, state: ask.state }));
  const all = stored.concat(unsent).reverse();
  const key = JSON.stringify(all);
  const ul = /** @type {HTMLElement} */ (section.querySelector('ul'));
  section.hidden = !all.length;
  if (key === ownListed && ul.children.length === all.length) return;
  ownListed = key;
  ul.textContent = '';
  all.forEach(function (ask) {
    const row = ul.appendChild(document.createElement('li'));
    const text = row.appendChild(document.createElement('p'));
    text.dir = 'auto';
    text.textContent = ask.text;
    row.appendChild(document.createElement('small')).textContent = section.dataset[ask.state] || '';
  });
}

/** @param {Object<string, any>} asks */
function takeAsks(asks) {
  Object.keys(asks).forEach(function (question) {
    const came = /** @type {OwnAsks} */ (asks[question]);
    const known = ownAsks[question];
    const votes = known && known.round === came.round ? Object.assign(known.votes, came.votes) : came.votes;
    ownAsks[question] = { round: came.round, list: came.list, votes: votes };
    Object.keys(came.votes).forEach(function (number) {
      const key = voteKey(question, came.round, Number(number));
      if (pendingVotes[key] && came.votes[number].n >= pendingVotes[key].n) delete pendingVotes[key];
    });
    const kept = waiting[question];
    if (!kept || kept.round !== came.round) return;
    const before = kept.list.length;
    kept.list = kept.list.filter((ask) => !came.list.some((own) => own.n === ask.n && own.text === ask.text));
    if (kept.list.length < before) noteStored();
    keepAsks();
  });
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

// Sending.

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

/** Sends everything that waits, by the road there is. */
function sendWaiting() {
  if (road && road.tell) {
    Object.keys(waiting).forEach((question) => waiting[question].list.forEach((ask) => tell({
      type: 'ask', question: question, round: waiting[question].round, n: ask.n, text: ask.text, name: ask.name,
    })));
    Object.keys(pendingVotes).forEach(function (key) {
      const vote = pendingVotes[key];
      tell({ type: 'upvote', question: vote.question, round: vote.round, ask: vote.ask, n: vote.n, on: vote.on });
    });
  }
  askLater(road && road.tell ? POST_AFTER : 0);
}

/** @param {number} wait */
function askLater(wait) {
  clearTimeout(askTimer);
  if (!Object.keys(waiting).length && !Object.keys(pendingVotes).length) return;
  askTimer = setTimeout(postAsks, wait);
}

/** The road without a socket, also for what the socket left unanswered: the same numbers. */
function postAsks() {
  const wait = notBefore - Date.now();
  if (wait > 0) return askLater(wait);
  Object.keys(waiting).forEach((question) => waiting[question].list.forEach(function (ask) {
    const body = bodyOf(question, waiting[question].round);
    body.set('n', String(ask.n));
    body.set('text', ask.text);
    if (ask.name) body.set('name', ask.name);
    postAsk('/asks', body, { question: question, round: waiting[question].round, n: ask.n });
  }));
  Object.keys(pendingVotes).forEach(function (key) {
    const vote = pendingVotes[key];
    if (Date.now() - vote.at < POST_AFTER && road && road.tell) return;
    const body = bodyOf(vote.question, vote.round);
    body.set('vote', vote.ask + '.' + vote.n + '.' + (vote.on ? 1 : 0));
    postAsk('/upvotes', body, { question: vote.question, round: vote.round, n: vote.n, ask: vote.ask });
  });
  askRetries += 1;
  askLater(Math.min(RETRY_MAX, POST_AFTER * Math.pow(2, askRetries)) * (0.5 + Math.random() / 2));
}

/** @param {string} question @param {number} round */
function bodyOf(question, round) {
  const body = new URLSearchParams();
  body.set('question', question);
  body.set('round', String(round));
  body.set('token', page.token);
  return body;
}

/** @param {string} path @param {URLSearchParams} body @param {Object<string, any>} about */
function postAsk(path, body, about) {
  ask(path, { method: 'POST', body: body }).then(function (heard) {
    const outcome = heard && (heard.outcome || REFUSALS[heard.status]);
    if (!outcome) return heard ? undefined : doubt();
    if (heard.mine) takeMine(heard.mine);
    heardAsked(Object.assign({ outcome: outcome }, about));
  });
}

hall = function (message) {
  if (!message) fillList();
  else if (message.asks) takeAsks(message.asks);
  else if (message.type === 'asked') heardAsked(message);
};

/** What became of a question or an upvote. @param {Object<string, any>} message */
function heardAsked(message) {
  const isLater = message.outcome === 'busy' || message.outcome === 'storage_full';
  const isStored = message.outcome === 'counted' || message.outcome === 'changed';
  if (message.ask) {
    const key = voteKey(message.question, message.round, message.ask);
    const vote = pendingVotes[key];
    if (vote && vote.n === message.n && isLater) askLater(POST_AFTER);
    // What is stored goes when it is among one's own, so that the button does not blink.
    else if (vote && vote.n === message.n && !isStored) delete pendingVotes[key];
    return refresh();
  }
  const kept = waiting[message.question];
  const sent = kept && kept.round === message.round && kept.list.filter((one) => one.n === message.n)[0];
  if (!sent) return refresh();
  if (isLater) return askLater(POST_AFTER);
  if (message.outcome === 'superseded') {
    // Another tab asked something else with this number.
    const own = ownAsks[message.question];
    sent.n = Math.max.apply(null, (own ? own.list : []).concat(/** @type {any} */ (kept.list)).map((one) => one.n)) + 1;
    keepAsks();
    return sendWaiting();
  }
  kept.list = kept.list.filter((one) => one !== sent);
  keepAsks();
  if (isStored) {
    noteStored();
  } else {
    const said = JSON.parse(askWords().said || '{}')[message.outcome] || [say.invalid, say['invalid-more']];
    askVerdict = { tone: 'warning', head: said[0], more: said[1] };
    // What was written is not lost.
    const form = askingForm();
    const field = form && form.querySelector('textarea');
    if (field && !field.value) field.value = sent.text;
  }
  refresh();
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

try {
  waiting = JSON.parse(localStorage.getItem(ASKS_KEY) || '{}');
} catch (error) {
  // Nothing is kept.
}
const firstList = /** @type {HTMLElement | null} */ (main.querySelector('#asks .asks'));
if (firstList) departures = Number(firstList.dataset.departures);
fillList();
