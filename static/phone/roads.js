// @ts-check
/*
 * Which road the news comes by: the socket, else events, else looking every few seconds. Finds out by itself, keeps
 * proof that a road lives, tries a better one now and then, and comes back at a moment of its own.
 *
 * Never gives up a road that works before the better one does. Trusts no road that says it is open: a socket says so
 * for a minute after it died.
 */

// Milliseconds.
// Three seconds without an answer is dead enough.
const PROOF_WITHIN = 3000;
// Phone carriers forget a silent connection after about half a minute.
const HEARTBEAT = 27000;
const WAIT_MAX = 8000;
// A page loaded this long ago may load itself anew; a younger one would do nothing else.
const RELOAD_AFTER = 20000;
// A connection that lived this long was a good one.
const GOOD_AFTER = 5000;
// Where a proxy lets no socket through, one is tried again this often, give or take a quarter.
const BETTER_EVERY = 30000;

/** @typedef {'socket' | 'events' | 'looks'} Way */
/** What brings news; only a socket takes votes too. @typedef {{way: Way, openedAt: number, heardAt: number, tell?: (message: Object<string, any>) => void, close: () => void}} Road */

/** The road in use. @type {Road | null} */
let road = null;
/** A road on which nothing was heard yet. @type {Road | null} */
let trial = null;
/** The best way known to get through here. @type {Way} */
let way = 'socket';
/** The way that failed last. @type {Way} */
let failed = 'socket';
let failures = 0;
let refused = page.over;
let offlineSince = Date.now();
let pings = 0;
/** When to connect, or to give up a trial. @type {number | undefined} */
let connectTimer;
/** @type {number | undefined} */
let betterTimer;
/** @type {number | undefined} */
let proofTimer;

/** @param {Object<string, any>} message */
function tell(message) {
  if (road && road.tell) road.tell(message);
}

function connect() {
  if (road || trial) return;
  clearTimeout(connectTimer);
  const wait = notBefore - Date.now();
  if (wait > 0) connectTimer = setTimeout(connect, wait);
  else attempt(way === 'events' ? 'events' : 'socket');
}

/** @param {Way} by */
function attempt(by) {
  if (trial || refused) return;
  clearTimeout(connectTimer);
  clearTimeout(betterTimer);
  betterTimer = undefined;
  const ours = by === 'events' ? openEvents() : openSocket();
  trial = ours;
  connectTimer = setTimeout(() => lost(ours, 0), by === 'events' ? FIRST_EVENT_WITHIN : CONNECT_WITHIN);
}

function tryBetter() {
  clearTimeout(betterTimer);
  betterTimer = setTimeout(() => {
    if (document.hidden) tryBetter();
    else attempt('socket');
  }, BETTER_EVERY * (0.75 + Math.random() / 2));
}

/** Plain requests get through and no road is open. */
function detour() {
  if (trial || failures < 2) return;
  if (failed === 'socket') {
    attempt('events');
  } else if (betterTimer === undefined) {
    clearTimeout(connectTimer);
    way = 'looks';
    tryBetter();
  }
}

function hangUp() {
  clearTimeout(connectTimer);
  clearTimeout(betterTimer);
  clearTimeout(proofTimer);
  betterTimer = undefined;
  if (road) road.close();
  if (trial) trial.close();
  road = trial = null;
}

/** @param {Road} from @param {any} message */
function hear(from, message) {
  const isFirst = from === trial;
  from.heardAt = Date.now();
  clearTimeout(proofTimer);
  if (isFirst) {
    clearTimeout(connectTimer);
    clearTimeout(lookTimer);
    if (road) road.close();
    road = from;
    trial = null;
    way = from.way;
    from.openedAt = from.heardAt;
    if (way !== 'socket') tryBetter();
    reached();
  }
  if (message.type === 'state') take(message);
  else if (message.type === 'tick' && message.epoch === state.epoch && message.frame >= state.frame) {
    state.frame = message.frame;
    state.live = message.live;
    if (!held) fill();
  } else if (message.type === 'mine') takeMine(message);
  else if (message.type === 'outcome') {
    takeOutcome(message.question, message.round, message.n, message.outcome);
  } else hall(message);
  if (isFirst) unsentQuestions().forEach(from.tell ? send : post);
}

function reached() {
  const wasSaid = notice.dataset.tone === 'warning' && !tryNow.hidden && !busy;
  offlineSince = 0;
  if (wasSaid) {
    line.className = '';
    setLine(say.back);
  }
  refresh();
}

function cutOff() {
  if (!offlineSince) offlineSince = Date.now();
  setTimeout(refresh, OFFLINE_AFTER + 10);
  refresh();
}

/** How long to stay away: longer after each failure, spread, and no shorter than a server that is full has asked for. */
function pause() {
  const wait = Math.random() * Math.min(WAIT_MAX, (state.wait || 800) * Math.pow(2, failures));
  return Math.max(wait, notBefore - Date.now());
}

/** @param {Road} from @param {number} code */
function lost(from, code) {
  if (from !== road && from !== trial) return;
  from.close();
  if (from === trial) {
    trial = null;
    clearTimeout(connectTimer);
  } else {
    road = null;
    clearTimeout(proofTimer);
  }
  // One that ends at once counts as a failure, or a page that is thrown out would knock for ever.
  if (from.heardAt && Date.now() - from.openedAt > GOOD_AFTER) failures = 0;
  // 4500 and up: the server does not want this page back.
  refused = code >= 4500 && code < 5000;
  if (refused) {
    hangUp();
    look();
  }
  // The server does not know this page's key (any more): a page that is not brand new gets another by loading anew.
  if (code === 4401 && from.way === 'events' && !namesToken) namesToken = true;
  else if (code === 4401 && performance.now() > RELOAD_AFTER) location.reload();
  // What was tried beside it was only to be better.
  if (road) return tryBetter();
  // While looks get through, only one that does not is bad news.
  if (way !== 'looks') cutOff();
  if (trial || refused || (document.hidden && !unsentQuestions().length)) return;
  connectTimer = setTimeout(connect, pause());
  failures += 1;
  failed = from.way;
  if (failures >= 2) lookAgain();
}

/** Asks for proof of life, and starts anew without it. @param {number} within */
function prove(within) {
  if (!road || !road.tell) return;
  tell({ type: 'ping', id: ++pings });
  clearTimeout(proofTimer);
  proofTimer = setTimeout(() => {
    hangUp();
    connect();
  }, within);
}

/** A vote got no answer by a plain request either. */
function doubt() {
  if (road && road.tell) prove(PROOF_WITHIN);
  else if (road) lost(road, 0);
}

/** Back from sleep, a tunnel or another page: what stands here may be old, whatever the road says. */
function wake() {
  if (refused) return;
  // Nothing can be asked of events: they begin anew.
  if (road && !road.tell) hangUp();
  if (!road && way === 'looks') {
    lookAgain();
  } else {
    failures = 0;
    if (road) prove(PROOF_WITHIN);
    else connect();
    look();
  }
  if (unsentQuestions().length) retryLater(POST_AFTER);
}

function beat() {
  if (document.hidden || !road) return;
  if (road.tell) prove(PROOF_WITHIN * 3);
  else if (Date.now() - road.heardAt > SILENT_AFTER) lost(road, 0);
}
