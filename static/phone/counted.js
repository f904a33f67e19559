// @ts-check
/*
 * Words of one's own that count as another answer since the presenter sorted them: the mark stands at the bar where they
 * count.
 *
 * Stands only in pages of decks that ask for such words. What one wrote and sends is not its business.
 */

const fieldsMarked = markFields;
markFields = function (own) {
  fieldsMarked(own);
  const counted = own && own.counted;
  if (!counted) return;
  const bars = main.querySelectorAll('tr[data-option]');
  for (let i = 0; i < bars.length; i++) {
    mark(/** @type {HTMLElement} */ (bars[i]), Object.assign({}, own, { choices: counted }));
  }
};
