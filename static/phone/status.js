// @ts-check
/*
 * The block at the foot: where the vote is and how the connection fares, in one sentence, also for ears.
 *
 * Never says the same twice, for a screen reader would.
 */

// Milliseconds.
// A shorter gap is not worth alarming anybody.
const OFFLINE_AFTER = 2500;
const BACK_FOR = 5000;
// A line of so many times the letter size holds about twenty-five letters.
const NARROW = 14;
// Of a window that scrolls the block at the foot takes no more than one of so many parts.
const FOOT_OF = 5;

/** Says where the vote is. @param {Unsent | undefined} unsent @param {Stored | undefined} stored */
function report(unsent, stored) {
  const waits = unsentQuestions().length > 0;
  const isOffline = !!offlineSince && Date.now() - offlineSince >= OFFLINE_AFTER;
  if (refused && state.view !== 'ended') tone({ tone: 'warning', head: say.reload, more: say['reload-more'] });
  else if (isOffline && (waits || state.view !== 'ended')) {
    // In a short window only the head stands: what matters most goes first.
    const head = waits ? say.unsent : say.offline;
    tone({ tone: 'warning', head: head, more: waits ? say['unsent-more'] : say['offline-more'], button: true });
  } else if (waits && busy === 'storage_full') {
    tone({ tone: 'warning', head: say.full, more: say['offline-more'], button: true });
  } else if (waits && busy) tone({ tone: 'warning', head: say.unsent, more: say['unsent-busy'], button: true });
  else if (unsent) {
    // What stands there stays for the blink that sending takes.
    if (Date.now() - unsent.at >= SENDING_AFTER) tone({ tone: 'sending', head: say.sending, more: '' });
  } else if (verdict) tone(verdict);
  else if (stored && !saysNothing(stored) && (stored.aside || state.view === 'open' || state.view === 'closed')) tone(storedNotice(stored));
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
  if (stored.aside) return { tone: 'warning', head: say.aside, more: say['aside-more'] };
  if (state.view === 'open' && changed[now.question] === stored.n) {
    return { tone: 'stored', head: say.changed, more: fillIn(answer ? say['changed-more'] : filledNotice()) };
  }
  return { tone: 'stored', head: fillIn(say.stored), more: fillIn(answer ? say['stored-' + state.view] : filledNotice()) };
}

/** An answer as its giver reads it back: `Anders… via mijn vakbond`. @param {Stored} stored */
function answerText(stored) {
  const texts = stored.choices.map((choice) => {
    const row = /** @type {HTMLElement | null} */ (main.querySelector('[data-option="' + choice + '"]'));
    const label = row && row.querySelector('span');
    return (label ? label.textContent : '') + (row && 'own' in row.dataset && stored.text ? ' ' + stored.text : '');
  });
  // A choice without a row of its own stands in the fields.
  return texts.filter(Boolean).join(', ') || filledText(stored);
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
 * Where the block at the foot would cover much of the answers its button goes, for we try again anyway; with large
 * letters that is not enough, and it is only its head. Beside a field and its keyboard there is no room for it at all,
 * and it stands below the answers. Where a line holds few letters, figures stand under their labels.
 */
function settleFoot() {
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
  document.body.classList.toggle('narrow', main.clientWidth < NARROW * letter);
  const foot = element('foot');
  const isWriting = !!main.querySelector('.writing');
  foot.classList.toggle('still', isWriting);
  foot.classList.remove('brief', 'tight');
  for (const less of ['brief', 'tight']) {
    const covers = document.documentElement.scrollHeight > window.innerHeight;
    if (!isWriting && covers && foot.offsetHeight * FOOT_OF > window.innerHeight) foot.classList.add(less);
  }
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
