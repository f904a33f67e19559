// @ts-check
/*
 * The live socket: opens it, keeps proof that it lives, and comes back at a moment of its own.
 *
 * Trusts no socket that says it is open: it says so for a minute after it died.
 */

// Milliseconds.
// A socket says OPEN for a minute after it died; three seconds without an answer is dead enough.
const PROOF_WITHIN = 3000;
const CONNECT_WITHIN = 6000;
// Phone carriers forget a silent connection after about half a minute.
const HEARTBEAT = 27000;
const WAIT_MAX = 8000;
// A page loaded this long ago may load itself anew; a younger one would do nothing else.
const RELOAD_AFTER = 20000;
// A connection that lived this long was a good one.
const GOOD_AFTER = 5000;

/** @type {WebSocket | null} */
let socket = null;
let failures = 0;
let refused = page.over;
let heardAt = 0;
let openedAt = 0;
let offlineSince = Date.now();
/** @type {number | undefined} */
let connectTimer;
/** @type {number | undefined} */
let proofTimer;
/** @type {number | undefined} */
let lookTimer;
let pings = 0;

const isOpen = () => !!socket && socket.readyState === 1 && heardAt > 0;

/** @param {Object<string, any>} message */
function tell(message) {
  if (socket && socket.readyState === 1) socket.send(JSON.stringify(message));
}

function connect() {
  clearTimeout(connectTimer);
  if (socket || refused) return;
  heardAt = 0;
  const ours = new WebSocket(location.origin.replace(/^http/, 'ws') + '/' + page.code + '/live', 'peil.v1');
  socket = ours;
  connectTimer = setTimeout(() => lost(0), CONNECT_WITHIN);
  ours.onopen = () => tell({ type: 'hello', token: page.token, language: page.language });
  ours.onmessage = (event) => hear(JSON.parse(event.data));
  ours.onclose = (event) => lost(event.code);
}

function hangUp() {
  clearTimeout(connectTimer);
  clearTimeout(proofTimer);
  const ours = socket;
  socket = null;
  if (!ours) return;
  ours.onopen = ours.onmessage = ours.onclose = null;
  ours.close();
}

/** @param {any} message */
function hear(message) {
  const isFirst = !heardAt;
  heardAt = Date.now();
  clearTimeout(proofTimer);
  if (isFirst) {
    clearTimeout(connectTimer);
    clearTimeout(lookTimer);
    openedAt = heardAt;
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
  }
  if (isFirst) unsentQuestions().forEach(send);
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

/** @param {number} code */
function lost(code) {
  // One that ends at once counts as a failure, or a page that is thrown out would knock for ever.
  if (heardAt && Date.now() - openedAt > GOOD_AFTER) failures = 0;
  hangUp();
  // 4500 and up: the server does not want this page back.
  refused = code >= 4500 && code < 5000;
  if (refused) look();
  // The server does not know this page's key (any more): a page that is not brand new gets another by loading anew.
  if (code === 4401 && performance.now() > RELOAD_AFTER) location.reload();
  if (!offlineSince) offlineSince = Date.now();
  setTimeout(refresh, OFFLINE_AFTER + 10);
  refresh();
  if (refused || (document.hidden && !unsentQuestions().length)) return;
  const wait = Math.random() * Math.min(WAIT_MAX, (state.wait || 800) * Math.pow(2, failures));
  failures += 1;
  connectTimer = setTimeout(connect, wait);
  if (failures >= 2) lookAgain();
}

/** Asks for proof of life, and starts anew without it. @param {number} within */
function prove(within) {
  if (!isOpen()) return;
  tell({ type: 'ping', id: ++pings });
  clearTimeout(proofTimer);
  proofTimer = setTimeout(() => {
    hangUp();
    connect();
  }, within);
}
