// @ts-check
/*
 * The best road: a live socket, which brings news and takes votes.
 *
 * Only opens it; `roads` keeps it, and decides when it is dead.
 */

// Milliseconds.
const CONNECT_WITHIN = 6000;

/** @returns {Road} */
function openSocket() {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/' + page.code + '/live', 'peil.v1');
  /** @param {Object<string, any>} message */
  const tell = (message) => {
    if (socket.readyState === 1) socket.send(JSON.stringify(message));
  };
  const close = () => {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
  /** @type {Road} */
  const ours = { way: 'socket', openedAt: 0, heardAt: 0, tell: tell, close: close };
  socket.onopen = () => tell({ type: 'hello', token: page.token, language: page.language });
  socket.onmessage = (event) => hear(ours, JSON.parse(event.data));
  socket.onclose = (event) => lost(ours, event.code);
  return ours;
}
