// @ts-check
/*
 * The next best road, for where a proxy lets no socket through: the same news as server-sent events.
 *
 * Takes no votes: those go by plain requests. Never lets the browser come back by itself, for `roads` decides that.
 */

// Milliseconds. A proxy that lets events through does so at once; one that gathers them never comes to an end.
const FIRST_EVENT_WITHIN = 5000;
// The server is never silent for longer than twenty seconds.
const SILENT_AFTER = 45000;

/** Whether the address names the token: proxies write addresses down, so only where cookies are blocked. */
let namesToken = false;

/** @returns {Road} */
function openEvents() {
  const token = namesToken ? '&token=' + page.token : '';
  const source = new EventSource('/' + page.code + '/events?lang=' + page.language + token);
  /** @type {Road} */
  const ours = { way: 'events', openedAt: 0, heardAt: 0, close: () => source.close() };
  source.onmessage = (event) => hear(ours, JSON.parse(event.data));
  source.addEventListener('beat', () => hear(ours, { type: 'beat' }));
  source.addEventListener('end', (event) => lost(ours, Number(event.data)));
  source.onerror = () => lost(ours, 0);
  return ours;
}
