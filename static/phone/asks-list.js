// @ts-check
/*
 * The list of questions from the audience, which stands still until its reader asks for more: rows change where they
 * stand, what is taken away leaves its place, and what is new waits. And below the form the list of one's own.
 *
 * Never sends anything.
 */

// The server names so many of what was taken from the list; whoever missed more begins anew.
const DEPARTED_MAX = 60;
// Of one's own questions so many are listed, the newest first.
const OWN_MAX = 5;

/** What each row of the list was drawn from, by number. @type {Object<string, string>} */
let rowsDrawn = {};
/** The numbers of the part that came last, in its order. @type {string[]} */
let partNumbers = [];
let departures = 0;
/** The list's part as it came last. @type {string | undefined} */
let partShown = '';
/** @param {string} id */
const maybe = (id) => /** @type {HTMLElement | null} */ (document.getElementById(id));

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
