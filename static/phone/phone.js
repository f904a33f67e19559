// @ts-check
/*
 * The phone: shows what the server draws, sends votes, and never loses one.
 *
 * Says "opgeslagen" only of what the server says is on its disk. Holds no sentences and draws no answers: both come with
 * the page and its frames. Written in ES2017 without imports, because it stands inside the page (Android 8, iOS 15).
 */
(function () {
'use strict';
document.documentElement.className = 'js';

/** @typedef {{n: number, choices: string[], text?: string, at: number, title?: string, outcome?: string, beaten?: boolean}} Unsent */
/** @typedef {{round: number, n: number, unsent?: Unsent}} Poll */
/** @typedef {{round: number, n: number, choices: string[], text?: string, at: number}} Stored */
/** @typedef {{texts?: Object<string, string>, counts?: number[]}} Live */
/** @typedef {{epoch: string, frame: number, wait: number, step: string, view: string, title: string, parts: {main: string}, live: Live}} State */
/** @typedef {{tone: string, head: string, more: string, button?: boolean}} Notice */

// Milliseconds. After a tap: when to say that we are sending, and when to try the other road as well.
const SENDING_AFTER = 1000;
const POST_AFTER = 4000;
// The longest pause between tries of a vote that the server could not take.
const RETRY_MAX = 30000;
// A shorter gap is not worth alarming anybody.
const OFFLINE_AFTER = 2500;
const BACK_FOR = 5000;
// The state that a late vote hears of may come just after its verdict, and must not wipe it.
const VERDICT_FOR = 10000;
// A socket says OPEN for a minute after it died; three seconds without an answer is dead enough.
const PROOF_WITHIN = 3000;
const CONNECT_WITHIN = 6000;
const DAY = 86400000;
// Phone carriers forget a silent connection after about half a minute.
const HEARTBEAT = 27000;
const WAIT_MAX = 8000;
// A page loaded this long ago may load itself anew; a younger one would do nothing else.
const RELOAD_AFTER = 20000;
// Where a proxy lets no socket through: look this often, and try the socket again this often.
const LOOK_EVERY = 3000;
const SOCKET_AGAIN = 60000;
/** What a reply by plain HTTP says of the vote when it is no outcome: trying again would say the same. @type {Object<string, string>} */
const REFUSALS = { '400': 'invalid', '413': 'invalid', '404': 'closed', '410': 'closed' };
// Characters of one's own words, and how many are left when the counter appears.
const WORDS_MAX = 140;
const WORDS_NEAR = 20;
// One character may be many bytes; the server takes no message above four kilobytes.
const WORDS_BYTES_MAX = 2000;
// A connection that lived this long was a good one.
const GOOD_AFTER = 5000;
// A line of so many times the letter size holds about twenty-five letters.
const NARROW = 14;

document.addEventListener('DOMContentLoaded', function () {
  /** @param {string} id */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @param {string} id */
  const embedded = (id) => JSON.parse(/** @type {string} */ (element(id).textContent));

  /** @type {{code: string, token: string, language: string, over: boolean, say: Object<string, string>}} */
  const page = embedded('page');
  const say = page.say;
  const main = element('main');
  const line = element('line');
  const notice = element('notice');
  const tryNow = element('try-now');

  /** @type {State} */
  let state = embedded('state');
  /** What the server has stored of this browser, by question. @type {Object<string, Stored>} */
  const mine = {};
  /** How far the server's clock is ahead of this one, which need not be right. */
  let ahead = 0;
  /** The part as it stands on the page. */
  let shown = state.parts.main;

  // ---- What this browser remembers: the number of the last vote and the vote that is not stored yet, shared by tabs.

  // Under the code and the participant: a code may be given out again, and two tabs may be two participants.
  const PREFIX = 'peil-' + page.code;
  const KEY = PREFIX + '-' + page.token.slice(-8);
  let keeps = true;
  /** @type {Object<string, Poll>} */
  let memory = {};

  function polls() {
    if (keeps) {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY) || 'null');
        if (kept) memory = kept;
      } catch (error) {
        keeps = false;
      }
    }
    return memory;
  }

  function keep() {
    if (!keeps) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(memory));
    } catch (error) {
      keeps = false;
    }
  }

  function forget() {
    // Goes on from memory: a vote under way still hears what became of it.
    polls();
    keeps = false;
    sweep(() => true);
  }

  /** Removes what is kept for this code and does not matter any more. @param {(kept: Object<string, Poll>, key: string) => boolean} isStale */
  function sweep(isStale) {
    try {
      for (let i = localStorage.length; i-- > 0;) {
        const key = localStorage.key(i) || '';
        const belongs = key === PREFIX || key.indexOf(PREFIX + '-') === 0;
        if (belongs && isStale(JSON.parse(localStorage.getItem(key) || '{}'), key)) localStorage.removeItem(key);
      }
    } catch (error) {
      // Nothing is kept.
    }
  }

  /** Whether no vote waits in it that another tab may still send. @param {Object<string, Poll>} kept @param {string} key */
  function isOutdated(kept, key) {
    return key !== KEY && !Object.keys(kept).some((question) => {
      const unsent = kept[question] && kept[question].unsent;
      return !!unsent && Date.now() - unsent.at < DAY;
    });
  }

  /** @param {string} question */
  const unsentOf = (question) => (polls()[question] || {}).unsent;
  const unsentQuestions = () => Object.keys(polls()).filter((question) => memory[question].unsent);

  // ---- Voting.

  let retries = 0;
  /** @type {number | undefined} */
  let retryTimer;
  let busy = false;
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

  /** @param {{choices: string[], text?: string} | undefined} one @param {{choices: string[], text?: string}} other */
  const same = (one, other) =>
    !!one && one.choices.join() === other.choices.join() && (one.text || '') === (other.text || '');

  /** @param {string} choice @param {string} [text] */
  function vote(choice, text) {
    const now = asked();
    if (!now) return;
    /** @type {Unsent} */
    const unsent = { n: lastNumber(now.question, now.round) + 1, choices: [choice], at: Date.now(), title: now.title };
    if (text) unsent.text = text;
    verdict = null;
    // A vote of an earlier round says nothing about this one: its answers were wiped.
    const poll = polls()[now.question];
    const waiting = poll && poll.round === now.round && poll.unsent;
    if (same(waiting || storedOf(now.question, now.round), unsent)) return refresh();
    polls()[now.question] = { round: now.round, n: unsent.n, unsent: unsent };
    keep();
    retries = 0;
    busy = false;
    send(now.question);
    // Where no socket got through before, the other road is taken at once.
    retryLater(isOpen() || failures < 2 ? POST_AFTER : 0);
    setTimeout(refresh, SENDING_AFTER + 10);
    refresh();
  }

  /** @param {string} question */
  function send(question) {
    const poll = polls()[question];
    const unsent = poll && poll.unsent;
    if (!unsent) return;
    tell({
      type: 'answer', question: question, round: poll.round, n: unsent.n, choices: unsent.choices, text: unsent.text,
    });
  }

  /** @param {number} wait */
  function retryLater(wait) {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(retry, wait);
  }

  function retry() {
    const waiting = unsentQuestions();
    if (!waiting.length) return;
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
    body.set('choice', unsent.choices[0]);
    if (unsent.text) body.set('text', unsent.text);
    ask('/answers', { method: 'POST', body: body }).then(function (heard) {
      const outcome = heard && (heard.outcome || REFUSALS[heard.status]);
      if (!outcome) return;
      if (heard.mine) takeMine(heard.mine);
      takeOutcome(question, round, unsent.n, outcome);
    });
  }

  /** Numbers begin anew in each round. @param {string} question @param {number} round @param {number} n @param {string} outcome */
  function takeOutcome(question, round, n, outcome) {
    const poll = polls()[question];
    const unsent = poll && poll.unsent;
    if (!unsent || poll.round !== round || unsent.n !== n) return;
    busy = outcome === 'busy' || outcome === 'storage_full';
    if (outcome === 'counted' || outcome === 'changed') {
      unsent.outcome = outcome;
      if (outcome === 'changed') changed[question] = n;
    } else if (outcome === 'superseded') {
      unsent.beaten = true;
    } else if (busy) {
      retryLater(1000 * Math.pow(2, Math.min(retries++, 5)) * (0.5 + Math.random() / 2));
    } else {
      delete poll.unsent;
      const word = outcome === 'closed' ? 'late' : 'invalid';
      // Another question may be on the page by now.
      const isHere = (asked() || { question: '' }).question === question;
      const which = isHere || !unsent.title ? '' : ' (' + unsent.title + ')';
      const earlier = isHere && word === 'late' && storedOf(question, poll.round);
      const stands = earlier ? ' ' + say['late-earlier'].replace('{answer}', () => answerText(earlier)) : '';
      verdict = { tone: 'warning', head: say[word], more: say[word + '-more'] + which + stands };
      verdictAt = Date.now();
    }
    keep();
    settle(question);
    refresh();
  }

  /** @param {{answers: Object<string, Stored>, now: number}} message */
  function takeMine(message) {
    ahead = message.now - Date.now();
    Object.assign(mine, message.answers);
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

  // ---- What is on the page.

  /** A state that waits until the person has finished typing. */
  let held = false;

  /** @param {State} next */
  function take(next) {
    if (next.epoch === state.epoch && next.frame < state.frame) return;
    state = next;
    // The room is gone for good: there is no socket to try.
    if (state.epoch === 'over') {
      refused = true;
      hangUp();
    }
    show();
  }

  function show() {
    document.body.classList.remove('stale');
    held = state.parts.main !== shown && isTyping();
    bar();
    if (held) return;
    document.body.dataset.view = state.view;
    document.body.dataset.step = state.step;
    document.title = state.title;
    if (state.parts.main !== shown) replace();
    fill();
    refresh();
    // The server said so itself: a connection that ends proves nothing.
    if (state.view === 'ended') forget();
  }

  function replace() {
    const key = () => JSON.stringify(asked());
    const before = key();
    const hadFocus = main.contains(document.activeElement);
    main.innerHTML = shown = state.parts.main;
    if (Date.now() - verdictAt > VERDICT_FOR) verdict = null;
    const heading = main.querySelector('h1');
    const isNew = key() !== before;
    if (heading && (hadFocus || (isNew && state.view === 'open'))) heading.focus({ preventScroll: true });
    if (isNew) window.scrollTo(0, 0);
    const sentence = main.querySelector('[data-say]');
    if (sentence) whisper(sentence.textContent || '');
    else if (state.view !== 'open' && heading) whisper(main.innerText);
  }

  /** Figures that move while the part stays. */
  function fill() {
    const texts = state.live.texts || {};
    const counts = state.live.counts || [];
    const total = counts.reduce((sum, count) => sum + count, 0);
    const moving = main.querySelectorAll('[data-live]');
    for (let i = 0; i < moving.length; i++) {
      moving[i].textContent = texts[/** @type {HTMLElement} */ (moving[i]).dataset.live || ''] || '';
    }
    if (!main.querySelector('td[data-live]')) return;
    const bars = main.querySelectorAll('rect');
    for (let i = 0; i < bars.length; i++) {
      bars[i].setAttribute('width', (total ? 100 * (counts[i] || 0) / total : 0) + '%');
    }
  }

  /** Draws everything that is one's own: the mark, the numbers in the forms, the status. */
  function refresh() {
    const now = asked();
    const unsent = now && unsentOf(now.question);
    const stored = now && storedOf(now.question, now.round);
    const isOld = !now || (polls()[now.question] || now).round !== now.round;
    const own = unsent && !isOld && state.view !== 'results' ? unsent : stored;
    const rows = main.querySelectorAll('[data-option]');
    for (let i = 0; i < rows.length; i++) mark(/** @type {HTMLElement} */ (rows[i]), own || undefined);
    /** @param {string} name @param {string} value */
    const set = (name, value) => {
      const inputs = main.querySelectorAll('input[name=' + name + ']');
      for (let i = 0; i < inputs.length; i++) /** @type {HTMLInputElement} */ (inputs[i]).value = value;
    };
    set('token', page.token);
    if (now) set('n', String(lastNumber(now.question, now.round) + 1));
    const hint = main.querySelector('.hint');
    if (hint && state.view === 'open' && !held) hint.textContent = own ? say['may-still'] : say.tap;
    report(unsent || undefined, stored || undefined);
    settleFoot();
  }

  /** @param {HTMLElement} row @param {{choices: string[], text?: string} | undefined} own */
  function mark(row, own) {
    const key = /** @type {string} */ (row.dataset.option);
    const isOwn = !!own && own.choices.indexOf(key) >= 0;
    row.classList.toggle('chosen', isOwn);
    const button = row.querySelector('button');
    if (button) button.setAttribute('aria-pressed', String(isOwn));
    const label = /** @type {HTMLElement} */ (row.querySelector('span'));
    const note = row.querySelector('b');
    const field = row.querySelector('textarea');
    // Words that are being filled in and are not those of the vote.
    const isWriting = !!field && row.classList.contains('writing');
    const isPending = isWriting && !(isOwn && own && field && words(field) === (own.text || ''));
    row.classList.toggle('pending', isPending);
    const isNoted = isOwn || isPending;
    if (isNoted && !note) label.insertAdjacentHTML('afterend', ' <b></b>');
    else if (!isNoted && note) note.remove();
    const added = row.querySelector('b');
    if (added) {
      added.textContent = isPending ? say['not-sent'] : say['your-choice'];
      added.lang = page.language;
    }
    if (!field) return;
    field.removeAttribute('maxlength');
    if (field === document.activeElement) return;
    const draft = drafts[draftKey(key)];
    field.value = draft !== undefined ? draft : (isOwn && own && own.text) || '';
  }

  /** @param {string} key */
  function draftKey(key) {
    const now = asked();
    return now ? now.question + ' ' + now.round + ' ' + key : key;
  }

  /** Says where the vote is. @param {Unsent | undefined} unsent @param {Stored | undefined} stored */
  function report(unsent, stored) {
    const waits = unsentQuestions().length > 0;
    const isOffline = !!offlineSince && Date.now() - offlineSince >= OFFLINE_AFTER;
    if (refused && state.view !== 'ended') tone({ tone: 'warning', head: say.reload, more: say['reload-more'] });
    else if (isOffline && (waits || state.view !== 'ended')) {
      // In a short window only the head stands: what matters most goes first.
      const head = waits ? say.unsent : say.offline;
      tone({ tone: 'warning', head: head, more: waits ? say['unsent-more'] : say['offline-more'], button: true });
    } else if (waits && busy) tone({ tone: 'warning', head: say.unsent, more: say['unsent-busy'], button: true });
    else if (unsent) {
      // What stands there stays for the blink that sending takes.
      if (Date.now() - unsent.at >= SENDING_AFTER) tone({ tone: 'sending', head: say.sending, more: '' });
    } else if (verdict) tone(verdict);
    else if (stored && (state.view === 'open' || state.view === 'closed')) tone(storedNotice(stored));
    else tone(null);
  }

  /** @param {Stored} stored @returns {Notice} */
  function storedNotice(stored) {
    const now = /** @type {{question: string}} */ (asked());
    const answer = answerText(stored);
    const at = new Date(stored.at);
    const time = String(at.getHours()).padStart(2, '0') + ':' + String(at.getMinutes()).padStart(2, '0');
    /** @param {string} sentence */
    const fillIn = (sentence) => sentence.replace('{time}', () => time).replace('{answer}', () => answer);
    if (state.view === 'open' && changed[now.question] === stored.n) {
      return { tone: 'stored', head: say.changed, more: fillIn(say['changed-more']) };
    }
    return { tone: 'stored', head: fillIn(say.stored), more: fillIn(say['stored-' + state.view]) };
  }

  /** An answer as its giver reads it back: `Anders… via mijn vakbond`. @param {Stored} stored */
  function answerText(stored) {
    const words = stored.choices.map((choice) => {
      const label = main.querySelector('[data-option="' + choice + '"] span');
      return label ? label.textContent : '';
    });
    return words.concat(stored.text || []).join(' ');
  }

  let toned = '';
  /** @param {Notice | null} next */
  function tone(next) {
    const key = JSON.stringify(next);
    // Writing the same again would make a screen reader say it again.
    if (key === toned) return;
    toned = key;
    document.body.dataset.notice = next ? next.tone : '';
    notice.dataset.tone = next ? next.tone : '';
    notice.innerHTML = '';
    tryNow.hidden = !next || !next.button;
    if (next) {
      notice.appendChild(document.createElement('strong')).textContent = next.head;
      notice.appendChild(document.createTextNode(' '));
      notice.appendChild(document.createElement('span')).textContent = next.more;
    }
  }

  /**
   * With large letters or in a short window the block at the foot would cover the answers: then it is only its head.
   * Beside a field and its keyboard there is no room for it at all, and it stands below the answers. Where a line holds few letters, figures stand under their labels.
   */
  function settleFoot() {
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    document.body.classList.toggle('narrow', main.clientWidth < NARROW * letter);
    const foot = element('foot');
    const isWriting = !!main.querySelector('.writing');
    foot.classList.toggle('still', isWriting);
    foot.classList.remove('tight');
    foot.classList.toggle('tight', !isWriting && foot.offsetHeight * 5 > window.innerHeight);
    // What has the focus never hides behind the block.
    document.documentElement.style.scrollPaddingBottom = (isWriting ? 0 : foot.offsetHeight) + 16 + 'px';
  }

  /** @type {number | undefined} */
  let lineTimer;
  /** For ears only: the eye sees it happen. @param {string} text */
  function whisper(text) {
    line.className = 'unseen';
    setLine(text);
  }
  /** @param {string} text */
  function setLine(text) {
    clearTimeout(lineTimer);
    line.textContent = text;
    lineTimer = setTimeout(() => {
      line.textContent = '';
      settleFoot();
    }, BACK_FOR);
    settleFoot();
  }

  // ---- Words of one's own.

  function isTyping() {
    const row = /** @type {HTMLElement | null} */ (main.querySelector('.writing'));
    if (!row) return false;
    return row.querySelector('textarea') === document.activeElement || !!drafts[draftKey(row.dataset.option || '')];
  }

  /** Says that something new waits, next to where the person types. */
  function bar() {
    const old = main.querySelector('.bar');
    if (old) old.remove();
    const isBlack = state.view === 'black';
    // A question that takes no more answers must not go on asking for one.
    const isLate = held && !isBlack && state.view !== 'open';
    const hint = main.querySelector('.hint');
    const may = /** @type {HTMLElement | null} */ (main.querySelector('.may'));
    if (may) may.hidden = isLate;
    if (hint && isLate) hint.textContent = say['too-late'];
    const row = main.querySelector('.writing');
    if (!held || !row) return;
    const word = isBlack ? 'black' : state.view === 'open' ? 'new-question' : 'moved-on';
    const news = document.createElement('div');
    news.className = 'bar';
    news.lang = page.language;
    news.appendChild(document.createElement('strong')).textContent = say[word];
    if (!isBlack) {
      const button = news.appendChild(document.createElement('button'));
      button.type = 'button';
      button.className = 'go';
      button.textContent = say[word + '-go'];
    }
    const field = /** @type {HTMLElement} */ (row.querySelector('.field'));
    /** @type {HTMLElement} */ (field.parentNode).insertBefore(news, field);
    whisper(say[word]);
  }

  /** Lets go of the words under way, which stay as a draft. */
  function stopWriting() {
    const row = main.querySelector('.writing');
    if (row) row.classList.remove('writing');
    refresh();
    if (held) show();
  }

  /** @param {string} text */
  function characters(text) {
    /** @type {any} */
    const intl = Intl;
    return intl.Segmenter ? Array.from(new intl.Segmenter().segment(text)).length : Array.from(text).length;
  }

  /** @param {HTMLTextAreaElement} field */
  const words = (field) => field.value.replace(/\s+/g, ' ').trim();

  /** @param {HTMLTextAreaElement} field */
  function count(field) {
    const text = words(field);
    const length = characters(text);
    const bytes = new TextEncoder().encode(text).length;
    const fits = bytes > WORDS_BYTES_MAX ? Math.floor(length * WORDS_BYTES_MAX / bytes) : length;
    const left = (fits < length ? Math.min(WORDS_MAX, fits) : WORDS_MAX) - length;
    const counter = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (field.parentNode).querySelector('small'));
    counter.className = left < 0 ? 'over' : '';
    const sentence = left < 0 ? say['too-long'] : left <= WORDS_NEAR ? say['characters-left'] : '';
    counter.textContent = sentence.replace('{n}', String(Math.abs(left)));
    return { left: left, sentence: counter.textContent };
  }

  main.addEventListener('click', function (event) {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button) return;
    event.preventDefault();
    if (button.className === 'go') return stopWriting();
    const row = /** @type {HTMLElement} */ (button.closest('[data-option]'));
    const key = /** @type {string} */ (row.dataset.option);
    const field = row.querySelector('textarea');
    if (!field) {
      vote(key);
      stopWriting();
    } else if (button.className !== 'send') {
      row.classList.toggle('writing');
      refresh();
      if (row.classList.contains('writing')) field.focus();
      else stopWriting();
    } else {
      const counted = count(field);
      if (counted.left < 0) {
        whisper(counted.sentence);
        field.focus();
        return;
      }
      delete drafts[draftKey(key)];
      vote(key, words(field));
      /** @type {HTMLElement} */ (row.querySelector('button')).focus();
      stopWriting();
    }
  });

  main.addEventListener('input', function (event) {
    const field = /** @type {HTMLTextAreaElement} */ (event.target);
    const row = /** @type {HTMLElement} */ (field.closest('[data-option]'));
    drafts[draftKey(/** @type {string} */ (row.dataset.option))] = field.value;
    count(field);
    refresh();
  });

  main.addEventListener('keydown', function (event) {
    const field = /** @type {HTMLElement} */ (event.target);
    // A composing keyboard ends a word with Enter.
    if (event.key !== 'Enter' || event.isComposing || field.tagName !== 'TEXTAREA') return;
    event.preventDefault();
    /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (field.parentNode).querySelector('.send')).click();
  });

  // ---- The connection.

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

  /** Back from sleep, a tunnel or another page: what stands here may be old, whatever the socket says. */
  function wake() {
    if (refused) return;
    failures = 0;
    if (isOpen()) prove(PROOF_WITHIN);
    else connect();
    look();
    if (unsentQuestions().length) retryLater(POST_AFTER);
  }

  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) wake();
    else clearTimeout(lookTimer);
  });
  addEventListener('online', wake);
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
  setInterval(() => document.hidden || prove(PROOF_WITHIN * 3), HEARTBEAT);

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
});
})();
