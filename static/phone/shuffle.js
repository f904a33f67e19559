// @ts-check
/*
 * Answers in this phone's own order, where the question asks for it: the same each time, and kept nowhere.
 *
 * The order follows from the token, the question, the round and the answer's name, as in `shuffled.rs`: what this draws
 * and what a page without script shows is one. Moves rows and never what is in them.
 */

/** A number for a row: the rows stand by it. @param {string} of */
function lot(of) {
  let lot = 0x811c9dc5;
  new TextEncoder().encode(of).forEach(function (byte) {
    lot = Math.imul(lot ^ byte, 0x01000193);
  });
  lot = Math.imul(lot ^ lot >>> 16, 0x85ebca6b);
  lot = Math.imul(lot ^ lot >>> 13, 0xc2b2ae35);
  return (lot ^ lot >>> 16) >>> 0;
}

arrange = function () {
  const now = asked();
  if (!now || !page.token) return;
  // Once is enough: what is put in order stays so until the part is drawn anew.
  const lists = main.querySelectorAll('[data-shuffled=""]');
  for (let i = 0; i < lists.length; i++) {
    const list = /** @type {HTMLElement} */ (lists[i]);
    list.dataset.shuffled = 'done';
    /** @type {HTMLElement[]} */
    const rows = Array.prototype.slice.call(list.children);
    // What closes the list keeps its place behind the others.
    const placed = rows.map((row, at) => {
      const key = row.dataset.option || row.dataset.key;
      const isLast = 'last' in row.dataset;
      return { row: row, by: isLast ? Infinity : lot([page.token, now.question, now.round, key].join(' ')), at: at };
    });
    placed.sort((one, two) => (one.by === two.by ? one.at - two.at : one.by - two.by));
    if (placed.some((one, at) => one.at !== at)) placed.forEach((one) => list.appendChild(one.row));
  }
};
