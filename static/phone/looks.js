// @ts-check
/*
 * Plain requests: the way to catch up at once, and the road for places where nothing that stays open gets through.
 *
 * Asks a server that is full no sooner again than it said.
 */

// Milliseconds.
const LOOK_EVERY = 3000;

/** Until when a server that is full wants to be left alone. */
let notBefore = 0;
/** @type {number | undefined} */
let lookTimer;

/** Asks over plain HTTP; what is no answer is `undefined`. @param {string} path @param {RequestInit} request */
function ask(path, request) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), CONNECT_WITHIN);
  request.headers = { Accept: 'application/json' };
  request.cache = 'no-store';
  request.credentials = 'same-origin';
  request.signal = abort.signal;
  return fetch('/' + page.code + path + '?lang=' + page.language, request)
    .then((reply) => {
      const seconds = reply.status === 503 ? Number(reply.headers.get('Retry-After')) : 0;
      // Not all at that very moment.
      if (seconds) notBefore = Date.now() + seconds * 1000 * (1 + Math.random());
      return reply.json().then((heard) => Object.assign(heard, { status: reply.status }));
    })
    .catch(() => undefined)
    .then((heard) => {
      clearTimeout(timer);
      if (heard && heard.status !== 503) reached();
      return heard;
    });
}

/** Takes the whole state over plain HTTP. */
function look() {
  return ask('', {}).then(function (heard) {
    if (!heard || !heard.state) return false;
    take(heard.state);
    takeMine(heard.mine);
    return true;
  });
}

let looking = false;
/** Looks on and on while no road is open, and finds out which one could be. */
function lookAgain() {
  clearTimeout(lookTimer);
  if (looking || road || document.hidden || refused) return;
  const wait = notBefore - Date.now();
  if (wait > 0) {
    // Elsewhere it is the next connect that asks again.
    if (way === 'looks') lookTimer = setTimeout(lookAgain, wait);
    return;
  }
  looking = true;
  const wasOut = offlineSince > 0;
  look().then(function (found) {
    looking = false;
    if (road || document.hidden || refused) return;
    if (found) {
      lookTimer = setTimeout(lookAgain, LOOK_EVERY + Math.random() * 1000);
      if (wasOut) postOverdue();
      detour();
    } else if (way === 'looks') {
      cutOff();
      failures += 1;
      lookTimer = setTimeout(lookAgain, pause());
    }
  });
}
