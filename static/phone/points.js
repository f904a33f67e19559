// @ts-check
/*
 * Points to divide: buttons for fewer and more beside each number, and what is left, for eye and ear.
 *
 * Nothing is sent before all points are given; a number may also be typed.
 */

/** @param {Element} within @returns {HTMLInputElement[]} */
const pointFields = (within) => Array.prototype.slice.call(within.querySelectorAll('.shares input'));
/** @param {HTMLInputElement} field */
const pointsIn = (field) => Number(plainNumber(field.value.trim())) || 0;
/** The line that says how many are left; it holds the sentences. */
const leftLine = () => /** @type {HTMLElement} */ (main.querySelector('.left'));
/** Below nothing where too many are given. */
const pointsLeft = () => pointFields(main).reduce((left, field) => left - pointsIn(field), Number(leftLine().dataset.all));

function leftSentence() {
  const say = leftLine().dataset;
  const left = pointsLeft();
  const sentence = left > 0 ? (left === 1 ? say.leftOne : say.left) : left < 0 ? (left === -1 ? say.overOne : say.over) : say.done;
  return (sentence || '').replace('{n}', String(Math.abs(left)));
}

/** @param {HTMLInputElement} field */
const pointName = (field) => (/** @type {HTMLLabelElement[]} */ (Array.prototype.slice.call(field.labels))[0].textContent || '').trim();

drawings.push(function (form) {
  if (!form.querySelector('.shares')) return;
  pointFields(form).forEach(function (field) {
    const dial = /** @type {HTMLElement} */ (field.parentNode);
    if (dial.children.length > 1) return;
    [['fewer', '−'], ['more', '+']].forEach(function (way) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = way[0];
      button.textContent = way[1];
      button.setAttribute('aria-label', (leftLine().dataset[way[0]] || '').replace('{answer}', () => pointName(field)));
      dial.insertBefore(button, way[0] === 'fewer' ? field : null);
    });
  });
  const line = leftLine();
  line.textContent = leftSentence();
  line.classList.toggle('over', pointsLeft() < 0);
});

// Nothing and 0 are one: what is stored says neither. Before the fields are read.
main.addEventListener('change', function (event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.closest('.shares') && /^0+$/.test(field.value.trim())) field.value = '';
}, true);

main.addEventListener('change', function (event) {
  if (/** @type {Element} */ (event.target).closest('.shares')) whisper(leftSentence() + '.');
});

main.addEventListener('click', function (event) {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  const dial = button && button.closest('.dial');
  const form = filled();
  if (!button || !dial || !form) return;
  unwarnField();
  const field = /** @type {HTMLInputElement} */ (dial.querySelector('input'));
  const step = Number(leftLine().dataset.step);
  const isMore = button.className === 'more';
  // The last points may be fewer than a step.
  const to = Math.max(0, pointsIn(field) + (isMore ? Math.min(step, Math.max(0, pointsLeft())) : -step));
  if (isMore && to === pointsIn(field)) return whisper(leftLine().dataset.noneLeft || '');
  field.value = to ? String(to) : '';
  noteFields(form);
  refresh();
  const given = (leftLine().dataset.given || '').replace('{answer}', () => pointName(field)).replace('{n}', String(to));
  whisper(given + ' ' + leftSentence() + '.');
});

checks.push(function (form) {
  const left = form.querySelector('.shares') ? pointsLeft() : 0;
  if (!left || pointFields(form).every((field) => !pointsIn(field))) return undefined;
  const line = leftLine();
  const wrong = left > 0 ? line.dataset.notAll : line.dataset.tooMany;
  return { place: /** @type {Element} */ (form.querySelector('.shares')), sentence: wrong + ' ' + leftSentence() + '.' };
});
