// @ts-check
/*
 * How questions and votes for them travel: by the socket, else by forms, again and again with the same number, so that
 * what arrives twice is done once. And what is made of the answer to each.
 */

/** The road that what waits was last sent by. @type {Road | null} */
let sentBy = null;
/** @type {number | undefined} */
let askTimer;
let askRetries = 0;

/** Sends everything that waits, by the road there is. */
function sendWaiting() {
  if (road && road.tell) {
    Object.keys(waiting).forEach((question) => waiting[question].list.forEach((ask) => tell({
      type: 'ask', question: question, round: waiting[question].round, n: ask.n, text: ask.text, name: ask.name,
    })));
    Object.keys(pendingVotes).forEach(function (key) {
      const vote = pendingVotes[key];
      tell({ type: 'upvote', question: vote.question, round: vote.round, ask: vote.ask, n: vote.n, on: vote.on });
    });
  }
  askLater(road && road.tell ? POST_AFTER : 0);
}

/** @param {number} wait */
function askLater(wait) {
  clearTimeout(askTimer);
  if (!Object.keys(waiting).length && !Object.keys(pendingVotes).length) return;
  askTimer = setTimeout(postAsks, wait);
}

/** The road without a socket, also for what the socket left unanswered: the same numbers. */
function postAsks() {
  const wait = notBefore - Date.now();
  if (wait > 0) return askLater(wait);
  Object.keys(waiting).forEach((question) => waiting[question].list.forEach(function (ask) {
    const body = bodyOf(question, waiting[question].round);
    body.set('n', String(ask.n));
    body.set('text', ask.text);
    if (ask.name) body.set('name', ask.name);
    postAsk('/asks', body, { question: question, round: waiting[question].round, n: ask.n });
  }));
  Object.keys(pendingVotes).forEach(function (key) {
    const vote = pendingVotes[key];
    if (Date.now() - vote.at < POST_AFTER && road && road.tell) return;
    const body = bodyOf(vote.question, vote.round);
    body.set('vote', vote.ask + '.' + vote.n + '.' + (vote.on ? 1 : 0));
    postAsk('/upvotes', body, { question: vote.question, round: vote.round, n: vote.n, ask: vote.ask });
  });
  askRetries += 1;
  askLater(Math.min(RETRY_MAX, POST_AFTER * Math.pow(2, askRetries)) * (0.5 + Math.random() / 2));
}

/** @param {string} question @param {number} round */
function bodyOf(question, round) {
  const body = new URLSearchParams();
  body.set('question', question);
  body.set('round', String(round));
  body.set('token', page.token);
  return body;
}

/** @param {string} path @param {URLSearchParams} body @param {Object<string, any>} about */
function postAsk(path, body, about) {
  ask(path, { method: 'POST', body: body }).then(function (heard) {
    const outcome = heard && (heard.outcome || REFUSALS[heard.status]);
    if (!outcome) return heard ? undefined : doubt();
    if (heard.mine) takeMine(heard.mine);
    heardAsked(Object.assign({ outcome: outcome }, about));
  });
}

hall = function (message) {
  if (!message) fillList();
  else if (message.asks) takeAsks(message.asks);
  else if (message.type === 'asked') heardAsked(message);
};

/** What became of a question or an upvote. @param {Object<string, any>} message */
function heardAsked(message) {
  const isLater = message.outcome === 'busy' || message.outcome === 'storage_full';
  const isStored = message.outcome === 'counted' || message.outcome === 'changed';
  if (message.ask) {
    const key = voteKey(message.question, message.round, message.ask);
    const vote = pendingVotes[key];
    if (vote && vote.n === message.n && isLater) askLater(POST_AFTER);
    // What is stored goes when it is among one's own, so that the button does not blink.
    else if (vote && vote.n === message.n && !isStored) delete pendingVotes[key];
    return refresh();
  }
  const kept = waiting[message.question];
  const sent = kept && kept.round === message.round && kept.list.filter((one) => one.n === message.n)[0];
  if (!sent) return refresh();
  if (isLater) return askLater(POST_AFTER);
  if (message.outcome === 'superseded') {
    // Another tab asked something else with this number.
    const own = ownAsks[message.question];
    sent.n = Math.max.apply(null, (own ? own.list : []).concat(/** @type {any} */ (kept.list)).map((one) => one.n)) + 1;
    keepAsks();
    return sendWaiting();
  }
  kept.list = kept.list.filter((one) => one !== sent);
  keepAsks();
  if (isStored) {
    noteStored();
  } else {
    const said = JSON.parse(askWords().said || '{}')[message.outcome] || [say.invalid, say['invalid-more']];
    askVerdict = { tone: 'warning', head: said[0], more: said[1] };
    // What was written is not lost.
    const form = askingForm();
    const field = form && form.querySelector('textarea');
    if (field && !field.value) field.value = sent.text;
  }
  refresh();
}
