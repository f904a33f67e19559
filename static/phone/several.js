// @ts-check
/*
 * Questions of which several answers may be ticked: what is ticked and not sent yet, what goes together, and sending.
 *
 * Stands only in pages of decks that ask one. Never sends by itself.
 */

/** @returns {HTMLInputElement[]} */
const boxes = () => Array.prototype.slice.call(main.querySelectorAll('.several input[type=checkbox]'));

/** @param {HTMLInputElement[]} given */
const ticked = (given) => given.filter((box) => box.checked);

/** What was last sent: the vote that waits, else the one that is stored. */
function sentChoices() {
  const now = asked();
  const poll = now && polls()[now.question];
  const waiting = now && poll && poll.round === now.round && poll.unsent;
  const sent = waiting || (now && storedOf(now.question, now.round));
  return sent ? sent.choices : [];
}

/** What is ticked waits under the question itself, as words wait under their answer; what is sent already does not. */
function noteTicks() {
  const left = ticked(boxes()).map((box) => box.value).join(' ');
  // Their order on the page says nothing.
  if (left.split(' ').sort().join(' ') === sentChoices().slice().sort().join(' ')) delete drafts[draftKey('')];
  else drafts[draftKey('')] = left;
}

/** One row: ticked as it was left, else as it was sent. Says whether the two differ. */
markTick = function (row, isOwn) {
  const box = /** @type {HTMLInputElement | null} */ (row.querySelector('input[type=checkbox]'));
  if (!box) return false;
  const left = drafts[draftKey('')];
  box.checked = left === undefined ? isOwn : left.split(' ').indexOf(box.value) >= 0;
  row.classList.toggle('writing', box.checked && !!row.querySelector('textarea'));
  return box.checked !== isOwn;
};

main.addEventListener('change', function (event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const form = /** @type {HTMLElement | null} */ (box.closest('.several'));
  if (!form || box.type !== 'checkbox') return;
  unwarn();
  const isAlone = (/** @type {HTMLInputElement} */ one) => 'alone' in one.dataset;
  // Whoever denies all others unticks them, and the other way round.
  boxes().forEach(function (other) {
    if (box.checked && other !== box && (isAlone(box) || isAlone(other))) other.checked = false;
  });
  if (ticked(boxes()).length > Number(form.dataset.max) && !isAlone(box)) {
    box.checked = false;
    warn(/** @type {Element} */ (box.nextElementSibling), form.dataset.tooMany || '');
  }
  noteTicks();
  refresh();
  const field = box.checked && /** @type {HTMLElement} */ (box.parentNode).querySelector('textarea');
  if (field) field.focus();
});

/** Says what cannot be done, below where it was tried and to the ear. @param {Element} place @param {string} sentence */
function warn(place, sentence) {
  unwarn();
  const words = document.createElement('p');
  words.className = 'warn';
  words.lang = page.language;
  words.textContent = sentence;
  place.insertAdjacentElement('afterend', words);
  whisper(sentence);
}

function unwarn() {
  const old = main.querySelector('.warn');
  if (old) old.remove();
}

sends.several = function (form) {
  const chosen = ticked(boxes());
  unwarn();
  const button = /** @type {Element} */ (form.querySelector('.several > .send'));
  if (!chosen.length && !sentChoices().length) return warn(button, form.dataset.nothing || '');
  const rows = chosen.map((box) => /** @type {HTMLElement} */ (box.parentNode));
  const field = rows.map((row) => row.querySelector('textarea')).filter(Boolean)[0];
  if (field) {
    const counted = count(field);
    if (counted.left < 0) {
      whisper(counted.sentence);
      return field.focus();
    }
    delete drafts[draftKey(/** @type {string} */ (/** @type {HTMLElement} */ (field.closest('li')).dataset.option))];
  }
  delete drafts[draftKey('')];
  vote({ choices: chosen.map((box) => box.value), text: field ? words(field) : '' });
  stopWriting();
};
