// @ts-check
/*
 * What wakes the page, and how it begins. The last of the files: all names are there.
 */

document.addEventListener('visibilitychange', function () {
  if (!document.hidden) wake();
  else clearTimeout(lookTimer);
});
addEventListener('online', function () {
  // Another network may let more through.
  way = 'socket';
  wake();
});
addEventListener('pageshow', (event) => event.persisted && wake());
addEventListener('pagehide', function () {
  // An open socket keeps the page out of the browser's memory; an old question must not flash up when it is back.
  hangUp();
  clearTimeout(lookTimer);
  document.body.classList.add('stale');
  setTimeout(() => document.body.classList.remove('stale'), PROOF_WITHIN);
});
addEventListener('storage', function (event) {
  if (event.key !== KEY) return;
  refresh();
  // The tab that voted may be closed before it heard anything.
  if (unsentQuestions().length) retryLater(POST_AFTER + SENDING_AFTER);
});
addEventListener('resize', settleFoot);
setInterval(beat, HEARTBEAT);

tryNow.addEventListener('click', function () {
  hangUp();
  wake();
  retry();
});

// The language is in the address; choosing one must not add a step that Back walks through.
element('languages').addEventListener('click', function (event) {
  const link = /** @type {HTMLElement} */ (event.target).closest('a');
  if (!link) return;
  event.preventDefault();
  location.replace(link.href);
});

sweep(isOutdated);
fill();
takeMine(embedded('mine'));
if (state.view === 'ended') forget();
// A vote that an earlier page could not get rid of.
if (unsentQuestions().length) retryLater(POST_AFTER);
setTimeout(refresh, OFFLINE_AFTER + 10);
connect();
