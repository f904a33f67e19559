// @ts-check
/*
 * Words of one's own: the field, its counter, and what waits while somebody types. Taps on answers come in here too.
 *
 * Never sends words that were not sent by hand.
 */

// Characters of one's own words, and how many are left when the counter appears.
const WORDS_MAX = 140;
const WORDS_NEAR = 20;
// One character may be many bytes; nobody means so many in one short line.
const WORDS_BYTES_MAX = 2000;

function isTyping() {
  if (draftKey('') in drafts) return true;
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
  const row = main.querySelector('.writing') || main.querySelector('form[data-how]');
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
  const field = /** @type {HTMLElement} */ (main.querySelector('[data-how] > .send') || row.querySelector('.field'));
  /** @type {HTMLElement} */ (field.parentNode).insertBefore(news, field);
  whisper(say[word]);
}

/** Lets go of the words under way, which stay as a draft. */
function stopWriting() {
  const release = () => {
    const row = main.querySelector('.writing');
    if (row) row.classList.remove('writing');
  };
  release();
  delete drafts[draftKey('')];
  refresh();
  if (!held) return;
  // A tick that was sent opens its field again, and must not hold the page.
  release();
  show();
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
  // Other buttons are for the script of their kind.
  if (!row) return button.type === 'submit' ? sendForm() : undefined;
  const key = /** @type {string} */ (row.dataset.option);
  const field = row.querySelector('textarea');
  if (!field) {
    vote({ choices: [key] });
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
    vote({ choices: [key], text: words(field) });
    /** @type {HTMLElement} */ (row.querySelector('button')).focus();
    stopWriting();
  }
});

main.addEventListener('input', function (event) {
  const field = /** @type {HTMLTextAreaElement} */ (event.target);
  if (field.tagName !== 'TEXTAREA' || field.closest('.filled')) return;
  const row = /** @type {HTMLElement} */ (field.closest('[data-option]'));
  drafts[draftKey(/** @type {string} */ (row.dataset.option))] = field.value;
  count(field);
  refresh();
});

main.addEventListener('keydown', function (event) {
  const field = /** @type {HTMLElement} */ (event.target);
  // A composing keyboard ends a word with Enter.
  if (event.key !== 'Enter' || event.isComposing || field.tagName !== 'TEXTAREA' || field.closest('.filled')) return;
  event.preventDefault();
  const send = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (field.parentNode).querySelector('.send'));
  if (send) send.click();
  else sendForm();
});
