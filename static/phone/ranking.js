// @ts-check
/*
 * A ranking: a tap gives the next place or takes it out again, and two buttons move what has one.
 *
 * Makes its buttons from the labels and lists that stand there for pages without script; the rows themselves are the
 * answer, in their order. Dragging is not needed.
 */

/** @param {Element} list @returns {HTMLElement[]} */
const rankRows = (list) => Array.prototype.slice.call(list.children);
/** @param {HTMLElement} row */
const rankBox = (row) => /** @type {HTMLInputElement} */ (row.querySelector('input'));
/** @param {HTMLElement} row */
const rankName = (row) => (/** @type {HTMLElement} */ (row.querySelector('.place span')).textContent || '').trim();
/** The rows that have a place, in order. @param {Element} list */
const placed = (list) => rankRows(list).filter((row) => rankBox(row).checked);

/** @param {string} name @param {string} text */
function rankButton(name, text) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = name;
  button.textContent = text;
  return button;
}

/** A row as it is used: what is tapped, what moves it, and a box that says whether it has a place. @param {HTMLElement} list */
function prepareRanks(list) {
  const select = /** @type {HTMLSelectElement} */ (list.querySelector('select'));
  const names = Array.prototype.slice.call(select.options, 1).map((/** @type {HTMLOptionElement} */ option) => option.text.trim());
  list.dataset.places = names.join(' ');
  const form = filled();
  // Of a whole page: a field of a form says so itself.
  if (form && form.dataset.how && list.dataset.name === 'choice') form.dataset.how = list.dataset.tap;
  rankRows(list).forEach(function (row, at) {
    const label = /** @type {HTMLElement} */ (row.querySelector('label'));
    const text = label.textContent || '';
    const place = rankButton('place', '');
    place.innerHTML = '<b></b> ';
    const words = document.createElement('span');
    place.appendChild(words);
    words.textContent = text;
    words.lang = label.lang;
    const moves = document.createElement('span');
    moves.className = 'moves';
    [['up', '▲'], ['down', '▼']].forEach(function (way) {
      const button = rankButton(way[0], way[1]);
      button.setAttribute('aria-label', (list.dataset[way[0]] || '').replace('{answer}', () => text));
      moves.appendChild(button);
    });
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.hidden = true;
    box.name = list.dataset.name || '';
    box.value = row.dataset.key || '';
    row.dataset.at = String(at);
    row.innerHTML = '';
    [place, moves, box].forEach((part) => row.appendChild(part));
  });
}

/** Puts the rows in this order, and behind them those without a place. What has the focus never leaves its place in the
 * page: the others move around it, and it keeps the focus. @param {HTMLElement} list @param {string[]} order */
function standInOrder(list, order) {
  const names = (list.dataset.places || '').split(' ');
  /** @param {HTMLElement} row */
  const by = (row) => {
    const place = order.indexOf(row.dataset.key || '');
    return place < 0 ? order.length + Number(row.dataset.at) : place;
  };
  const rows = rankRows(list).sort((one, two) => by(one) - by(two));
  const held = rows.filter((row) => row.contains(document.activeElement))[0];
  const before = held ? rows.indexOf(held) : 0;
  if (rows.some((row, at) => row !== list.children[at])) {
    rows.forEach((row, at) => row !== held && list.insertBefore(row, at < before ? held : null));
  }
  // One alone has nowhere to go.
  list.classList.toggle('moving', order.length > 1);
  rows.forEach(function (row, at) {
    const isPlaced = at < order.length;
    const place = /** @type {HTMLElement} */ (row.querySelector('.place'));
    rankBox(row).checked = isPlaced;
    row.classList.toggle('placed', isPlaced);
    place.setAttribute('aria-pressed', String(isPlaced));
    /** @type {HTMLElement} */ (place.firstChild).textContent = isPlaced ? names[at] : '';
    /** @type {HTMLElement} */ (row.querySelector('.up')).setAttribute('aria-disabled', String(at === 0));
    /** @type {HTMLElement} */ (row.querySelector('.down')).setAttribute('aria-disabled', String(at === order.length - 1));
  });
}

drawings.push(function (form, said) {
  const lists = form.querySelectorAll('.ranks');
  for (let i = 0; i < lists.length; i++) {
    const list = /** @type {HTMLElement} */ (lists[i]);
    if (list.dataset.places === undefined) prepareRanks(list);
    const part = partIn(said, (list.dataset.name || '').split('.').slice(1));
    standInOrder(list, part ? part.choices : []);
  }
});

main.addEventListener('click', function (event) {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  const list = /** @type {HTMLElement | null} */ (button && button.closest('.ranks'));
  const form = filled();
  if (!button || !list || !form) return;
  unwarnField();
  const row = /** @type {HTMLElement} */ (button.closest('li'));
  const order = placed(list).map((one) => one.dataset.key || '');
  const at = order.indexOf(row.dataset.key || '');
  if (button.className !== 'place') {
    const to = at + (button.className === 'up' ? -1 : 1);
    if (to >= 0 && to < order.length) order.splice(to, 0, order.splice(at, 1)[0]);
  } else if (at >= 0) order.splice(at, 1);
  else if (order.length < Number(list.dataset.max)) order.push(row.dataset.key || '');
  else return warnField(button, list.dataset.full || '');
  standInOrder(list, order);
  noteFields(form);
  refresh();
  const place = order.indexOf(row.dataset.key || '') + 1;
  const sentence = (place ? list.dataset.placed : list.dataset.out) || '';
  whisper(sentence.replace('{answer}', () => rankName(row)).replace('{place}', String(place))
    .replace('{of}', list.dataset.max || ''));
});
