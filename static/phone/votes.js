// @ts-check
/*
 * From a tap to what the server says of it: numbers a vote, sends it until it is answered, and takes the answer.
 *
 * Never calls a vote stored by itself.
 */

// Milliseconds. After a tap: when to say that we are sending, and when to try the other road as well.
const SENDING_AFTER = 1000;
const POST_AFTER = 4000;
// The longest pause between tries of a vote that the server could not take.
const RETRY_MAX = 30000;
/** What a reply by plain HTTP says of the vote when it is no outcome: trying again would say the same. @type {Object<string, string>} */
const REFUSALS = { '400': 'invalid', '413': 'invalid', '404': 'closed', '410': 'closed' };

let retries = 0;
/** @type {number | undefined} */
let retryTimer;
/** Why the server takes no vote for now, in its own word. */
let busy = '';
/** What cannot be mended any more. @type {Notice | null} */
let verdict = null;
let verdictAt = 0;
/** The number of the vote that changed an earlier one, by question. @type {Object<string, number>} */
const changed = {};
/** Words not sent yet, by question, round and answer. @type {Object<string, string>} */
const drafts = {};

/** The question on the page, if there is one. */
function asked() {
  const heading = main.querySelector('h1');
  const question = heading && heading.dataset.question;
  if (!heading || !question) return null;
  return { question: question, round: Number(heading.dataset.round), title: heading.textContent || '' };
}

/** @param {string} question @param {number} round */
function storedOf(question, round) {
  const stored = mine[question];
  return stored && stored.round === round ? stored : undefined;
}

/** @param {string} question @param {number} round */
function lastNumber(question, round) {
  const poll = polls()[question];
  const stored = storedOf(question, round);
  return Math.max(poll && poll.round === round ? poll.n : 0, stored ? stored.n : 0);
}

/** What was said, and nothing else of it, in the order in which the server says it. @param {Said} one @returns {Said} */
const saying = (one) => ({ choices: one.choices, number: one.number, text: one.text || undefined, parts: one.parts });

/** @param {Said | undefined} one @param {Said} other */
const same = (one, other) => !!one && JSON.stringify(saying(one)) === JSON.stringify(saying(other));

/** @param {Said} one */
const saysNothing = (one) => same(one, { choices: [] });

/** @param {Said} said */
function vote(said) {
  const now = asked();
  if (!now) return;
  /** @type {Unsent} */
  const unsent = Object.assign(
    { n: lastNumber(now.question, now.round) + 1, at: Date.now(), title: now.title }, saying(said));
  verdict = null;
  // A vote of an earlier round says nothing about this one: its answers were wiped.
  const poll = polls()[now.question];
  const waiting = poll && poll.round === now.round && poll.unsent;
  if (same(waiting || storedOf(now.question, now.round), unsent)) return refresh();
  polls()[now.question] = { round: now.round, n: unsent.n, unsent: unsent };
  keep();
  retries = 0;
  busy = '';
  send(now.question);
  // Where no socket gets through, the other road is taken at once.
  const isDirect = road ? !!road.tell : failures < 2;
  retryLater(isDirect ? POST_AFTER : 0);
  setTimeout(refresh, SENDING_AFTER + 10);
  refresh();
}

/** @param {string} question */
function send(question) {
  const poll = polls()[question];
  const unsent = poll && poll.unsent;
  if (!unsent) return;
  tell(Object.assign({ type: 'answer', question: question, round: poll.round, n: unsent.n }, saying(unsent)));
}

/** @param {number} wait */
function retryLater(wait) {
  clearTimeout(retryTimer);
  retryTimer = setTimeout(retry, wait);
}

function retry() {
  const waiting = unsentQuestions();
  if (!waiting.length) return;
  const wait = notBefore - Date.now();
  if (wait > 0) return retryLater(wait);
  waiting.forEach(post);
  retries += 1;
  retryLater(Math.min(RETRY_MAX, POST_AFTER * Math.pow(2, retries)) * (0.5 + Math.random() / 2));
}

/** The road without a socket. The same number, so that arriving twice changes nothing. @param {string} question */
function post(question) {
  const poll = polls()[question];
  const unsent = poll && poll.unsent;
  if (!unsent) return;
  const round = poll.round;
  const body = new URLSearchParams();
  body.set('question', question);
  body.set('round', String(round));
  body.set('n', String(unsent.n));
  body.set('token', page.token);
  body.set('several', '1');
  pour(body, unsent, '');
  ask('/answers', { method: 'POST', body: body }).then(function (heard) {
    if (notBefore > Date.now()) {
      busy = 'busy';
      refresh();
    } else if (!heard) {
      doubt();
    }
    const outcome = heard && (heard.outcome || REFUSALS[heard.status]);
    if (!outcome) return;
    if (heard.mine) takeMine(heard.mine);
    takeOutcome(question, round, unsent.n, outcome);
  });
}

/** What is said, as a form says it. @param {URLSearchParams} body @param {Said} said @param {string} name */
function pour(body, said, name) {
  (said.choices || []).forEach((choice) => body.append('choice' + name, choice));
  if (said.number) body.set('number' + name, said.number);
  if (said.text) body.set('text' + name, said.text);
  const parts = said.parts || {};
  Object.keys(parts).forEach((part) => pour(body, parts[part], name + '.' + part));
}

/** What should have been answered by now goes once more: there is a connection again. */
function postOverdue() {
  unsentQuestions().forEach(function (question) {
    const unsent = unsentOf(question);
    if (unsent && Date.now() - unsent.at > POST_AFTER) post(question);
  });
}

/** Numbers begin anew in each round. @param {string} question @param {number} round @param {number} n @param {string} outcome */
function takeOutcome(question, round, n, outcome) {
  const poll = polls()[question];
  const unsent = poll && poll.unsent;
  if (!unsent || poll.round !== round || unsent.n !== n) return;
  busy = outcome === 'busy' || outcome === 'storage_full' ? outcome : '';
  if (outcome === 'counted' || outcome === 'changed') {
    unsent.outcome = outcome;
    if (outcome === 'changed') changed[question] = n;
  } else if (outcome === 'superseded') {
    unsent.beaten = true;
  } else if (busy) {
    // Once the question has closed, the truth is seconds away.
    const doublings = Math.min(retries++, state.view === 'open' ? 5 : 1);
    retryLater(1000 * Math.pow(2, doublings) * (0.5 + Math.random() / 2));
  } else {
    delete poll.unsent;
    const word = outcome === 'closed' ? 'late' : 'invalid';
    // Another question may be on the page by now.
    const isHere = (asked() || { question: '' }).question === question;
    const which = isHere || !unsent.title ? '' : ' (' + unsent.title + ')';
    const earlier = isHere && word === 'late' && storedOf(question, poll.round);
    const stands = earlier && answerText(earlier) ? ' ' + say['late-earlier'].replace('{answer}', () => answerText(earlier)) : '';
    verdict = { tone: 'warning', head: say[word], more: say[word + '-more'] + which + stands };
    verdictAt = Date.now();
  }
  keep();
  settle(question);
  refresh();
}

/** @param {{answers: Object<string, Stored>, asks?: Object<string, any>, now: number}} message */
function takeMine(message) {
  ahead = message.now - Date.now();
  Object.assign(mine, message.answers);
  hall(message);
  unsentQuestions().forEach(settle);
  refresh();
}

/** Compares a vote that waits with what is stored. @param {string} question */
function settle(question) {
  const poll = polls()[question];
  const unsent = poll && poll.unsent;
  const stored = poll && storedOf(question, poll.round);
  if (!unsent || !stored || stored.n < unsent.n) return;
  if (unsent.outcome || (stored.n === unsent.n && same(stored, unsent))) {
    delete poll.unsent;
  } else if (unsent.beaten && unsent.at + ahead > stored.at) {
    // Another tab or phone was first, but this tap is the later one.
    delete unsent.beaten;
    poll.n = unsent.n = stored.n + 1;
    keep();
    send(question);
    retryLater(POST_AFTER);
  } else if (unsent.beaten) {
    delete poll.unsent;
  }
  keep();
}
