// @ts-check
/*
 * What this browser asked of the speaker and what it voted for: what the server has stored, and what it has not yet.
 *
 * What waits outlives a reload and is known to other tabs. Sends nothing and draws nothing.
 */

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

/** @param {Object<string, any>} asks */
function takeAsks(asks) {
  Object.keys(asks).forEach(function (question) {
    const came = /** @type {OwnAsks} */ (asks[question]);
    ownAsks[question] = came;
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

try {
  waiting = JSON.parse(localStorage.getItem(ASKS_KEY) || '{}');
} catch (error) {
  // Nothing is kept.
}
