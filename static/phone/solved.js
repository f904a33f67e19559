// @ts-check
/*
 * Whether one's own answer was right, in the sentence that the page brought along.
 *
 * Stands only in pages of decks that know something right, and judges nothing before that was told: what is right is not
 * in the page until then.
 */

/** @param {Said} own @param {HTMLElement} place */
function isRight(own, place) {
  const near = place.dataset.near;
  if (near) {
    const given = Number(own.number);
    const ends = near.split(' ').map(Number);
    return ends[0] <= given && given <= ends[1];
  }
  // Also where too few answered for bars to stand on the page.
  const right = (place.dataset.keys || '').split(' ');
  return right.length === own.choices.length && own.choices.every((key) => right.indexOf(key) >= 0);
}

const fillBefore = markFields;
markFields = function (own) {
  fillBefore(own);
  const place = /** @type {HTMLElement | null} */ (main.querySelector('.judged'));
  if (!place) return;
  const known = own && !saysNothing(own) ? own : undefined;
  const sentence = known ? place.dataset[isRight(known, place) ? 'right' : 'wrong'] || '' : '';
  if (place.textContent === sentence) return;
  place.textContent = sentence;
  if (sentence) whisper(sentence);
};
