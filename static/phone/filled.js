// @ts-check
/*
 * Questions that are filled in: what is in the fields and not sent yet, and sending.
 *
 * Reads and fills the controls that stand there, by their names (`number`, `choice.techniek`), whatever the kind. Stands
 * only in pages of decks that ask one. Never sends by itself.
 */

/** @typedef {HTMLInputElement} Control Or a text area or a list: what is asked of it they all have. */

const filled = () => /** @type {HTMLFormElement | null} */ (main.querySelector('form.filled'));

/** The controls that hold an answer, each with what it holds and of which part. @param {HTMLFormElement} form */
function controls(form) {
  const found = Array.prototype.slice.call(form.elements).map(function (/** @type {Control} */ control) {
    const path = control.name.split('.');
    return { control: control, holds: path[0], path: path.slice(1) };
  });
  return found.filter((one) => /^(choice|number|text)$/.test(one.holds));
}

const isBox = (/** @type {Control} */ control) => control.type === 'radio' || control.type === 'checkbox';

/** The part of what is said that a path leads to; made where it is not there. @param {Said} said @param {string[]} path @returns {Said} */
function partOf(said, path) {
  if (!path.length) return said;
  const parts = said.parts = said.parts || {};
  return partOf(parts[path[0]] = parts[path[0]] || { choices: [] }, path.slice(1));
}

/** The part of what is said that a path leads to, if it is there. @param {Said | undefined} said @param {string[]} path */
const partIn = (said, path) => path.reduce((at, name) => at && at.parts ? at.parts[name] : undefined, said);

/** Leaves out what says nothing. @param {Said} said @returns {Said} */
function bare(said) {
  const parts = said.parts || {};
  Object.keys(parts).forEach(function (name) {
    if (saysNothing(bare(parts[name]))) delete parts[name];
  });
  if (!Object.keys(parts).length) delete said.parts;
  return said;
}

/** What stands in the fields. @param {HTMLFormElement} form @returns {Said} */
function gathered(form) {
  /** @type {Said} */
  const said = { choices: [] };
  controls(form).forEach(function (one) {
    const value = one.control.value.trim();
    if (!value || isBox(one.control) && !one.control.checked) return;
    const part = partOf(said, one.path);
    if (one.holds === 'choice') part.choices.push(value);
    else if (one.holds === 'number') part.number = plainNumber(value);
    else part.text = (part.text ? part.text + '\n' : '') + value.replace(/\s+/g, ' ');
  });
  return bare(said);
}

/** @param {string} typed */
const plainNumber = (typed) => typed.replace(/\s/g, '').replace(',', '.');

/** As the language writes it. @param {string | undefined} number */
const written = (number) => (number || '').replace('.', /** @type {HTMLElement} */ (filled()).dataset.comma || '.');

filledText = (said) => filled() && said.number ? written(said.number) : '';
filledNotice = function () {
  const form = filled();
  return form && form.dataset.stored || '';
};

/** Puts an answer in the fields; what has the focus stays as it is. @param {HTMLFormElement} form @param {Said} said */
function pourInto(form, said) {
  /** How many lines of a text went into fields already. @type {Object<string, number>} */
  const used = {};
  controls(form).forEach(function (one) {
    const part = partIn(said, one.path);
    const control = one.control;
    if (isBox(control)) {
      control.checked = !!part && (one.holds === 'number'
        ? part.number === control.value : part.choices.indexOf(control.value) >= 0);
      return;
    }
    const line = used[control.name] = (used[control.name] || 0) + 1;
    if (control === document.activeElement) return;
    const own = !part ? '' : one.holds === 'number' ? written(part.number)
      : (part.text || '').split('\n')[line - 1] || '';
    control.value = own;
  });
}

/** What was last sent: the vote that waits, else the one that is stored. @returns {Said} */
function sentSaid() {
  const now = asked();
  const poll = now && polls()[now.question];
  const waiting = now && poll && poll.round === now.round && poll.unsent;
  return waiting || (now && storedOf(now.question, now.round)) || { choices: [] };
}

/** What a kind's own script draws anew from the fields, or from what they are to say. @type {Array<(form: HTMLFormElement, said: Said) => void>} */
const drawings = [];

markFields = function (own) {
  const form = filled();
  if (!form) return;
  const draft = drafts[draftKey('')];
  const said = draft === undefined ? own || { choices: [] } : JSON.parse(draft);
  pourInto(form, said);
  drawings.forEach((draw) => draw(form, said));
  const isPending = draft !== undefined;
  form.classList.toggle('pending', isPending);
};

/** The same, with its parts by name: their order on the page says nothing. @param {Said} said @returns {any} */
const byName = (said) => [said.choices, said.number, said.text || undefined, Object.keys(said.parts || {}).sort()
  .map((name) => [name, byName((said.parts || {})[name])])];

/** What is in the fields waits under the question itself; what is sent already does not. @param {HTMLFormElement} form */
function noteFields(form) {
  const said = gathered(form);
  if (JSON.stringify(byName(sentSaid())) === JSON.stringify(byName(said))) delete drafts[draftKey('')];
  else drafts[draftKey('')] = JSON.stringify(said);
}

/** @param {Event} event */
function changedField(event) {
  const form = /** @type {Element} */ (event.target).closest('form');
  if (!form || form !== filled()) return;
  unwarnField();
  noteFields(form);
  refresh();
}
main.addEventListener('input', changedField);
main.addEventListener('change', changedField);

/** Says what is wrong, below where it is and to the ear. @param {Element} place @param {string} sentence */
function warnField(place, sentence) {
  unwarnField();
  const words = document.createElement('p');
  words.className = 'warn';
  words.lang = page.language;
  words.textContent = sentence;
  place.insertAdjacentElement('afterend', words);
  whisper(sentence);
}

function unwarnField() {
  const old = main.querySelector('.filled .warn');
  if (old) old.remove();
}

/** Whether a number that was typed may be given. @param {Control} control */
function isGood(control) {
  const typed = plainNumber(control.value.trim());
  if (!typed) return true;
  // `12.000` is twelve thousand to one and twelve to another: nobody guesses which.
  if (/^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(control.value.trim())) return false;
  const min = Number(control.dataset.min);
  const steps = (Number(typed) - min) / Number(control.dataset.step);
  // Figures behind the point are not exact here; a millionth of a step is nothing.
  return /^-?\d+(\.\d+)?$/.test(typed) && Number(typed) >= min && Number(typed) <= Number(control.dataset.max)
    && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** What a kind's own script finds wrong, with where; nothing when all is well. @type {Array<(form: HTMLFormElement) => {place: Element, sentence: string} | undefined>} */
const checks = [function (form) {
  const wrong = controls(form).filter((one) => one.control.dataset.min !== undefined && !isGood(one.control))[0];
  if (!wrong) return undefined;
  wrong.control.focus();
  return { place: /** @type {Element} */ (wrong.control.parentNode), sentence: wrong.control.dataset.wrong || '' };
}];

sends.filled = function (form) {
  unwarnField();
  for (const check of checks) {
    const wrong = check(form);
    if (wrong) return warnField(wrong.place, wrong.sentence);
  }
  const said = gathered(form);
  if (saysNothing(said) && saysNothing(sentSaid())) {
    return warnField(/** @type {Element} */ (form.querySelector('.send')), form.dataset.nothing || '');
  }
  delete drafts[draftKey('')];
  vote(said);
  stopWriting();
};
