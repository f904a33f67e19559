// @ts-check
/*
 * Plain requests: the way to catch up at once, and the road for places where no socket gets through.
 */

// Milliseconds.
// Where a proxy lets no socket through: look this often, and try the socket again this often.
const LOOK_EVERY = 3000;
const SOCKET_AGAIN = 60000;

/** Asks over plain HTTP; what is no answer is `undefined`. @param {string} path @param {RequestInit} request */
function ask(path, request) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), CONNECT_WITHIN);
  request.headers = { Accept: 'application/json' };
  request.cache = 'no-store';
  request.credentials = 'same-origin';
  request.signal = abort.signal;
  return fetch('/' + page.code + path + '?lang=' + page.language, request)
    .then((reply) => reply.json().then((heard) => Object.assign(heard, { status: reply.status })))
    .catch(() => undefined)
    .then((heard) => {
      clearTimeout(timer);
      if (heard) reached();
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

/** The road for places where no socket gets through. */
function lookAgain() {
  clearTimeout(lookTimer);
  if (isOpen() || document.hidden || refused) return;
  look().then(function (found) {
    if (isOpen() || document.hidden) return;
    // The page is up to date without a socket, so that one may wait.
    if (found && !socket) {
      clearTimeout(connectTimer);
      connectTimer = setTimeout(connect, SOCKET_AGAIN);
    }
    if (found) lookTimer = setTimeout(lookAgain, LOOK_EVERY + Math.random() * 1000);
  });
}
