// @ts-check
/*
 * Texts and words that are filled in: what is left of their length, said before sending, and never a text too long.
 *
 * Stands only in pages of decks that ask for them. A text is never cut: its writer shortens it.
 */

// How many characters are left when the counter appears.
const TEXT_NEAR = 20;
// One character may be many bytes; the server takes no more of them for one.
const TEXT_BYTES_A_CHARACTER = 64;

/** @returns {HTMLInputElement[]} */
const texts = (/** @type {HTMLFormElement} */ form) => Array.prototype.slice.call(form.querySelectorAll('[data-long]'));

/** How many characters are left; says so once they are few. @param {HTMLInputElement} field */
function left(field) {
  const text = field.value.replace(/\s+/g, ' ').trim();
  const max = Number(field.dataset.max);
  // Nobody types so many bytes, and counting a flood would take long.
  const length = text.length > max * TEXT_BYTES_A_CHARACTER ? text.length : characters(text);
  const rest = max - length;
  const counter = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (field.parentNode).querySelector('.left'));
  const sentence = rest < 0 ? field.dataset.long : rest <= TEXT_NEAR ? field.dataset.left : '';
  const said = (sentence || '').replace('{n}', String(Math.abs(rest)));
  // A live region would speak at each letter; who types hears it with the field.
  if (counter.textContent !== said) counter.textContent = said;
  counter.classList.toggle('over', rest < 0);
  if (rest < 0) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
  return rest;
}

drawings.push(function (form) {
  texts(form).forEach(left);
});

checks.push(function (form) {
  const long = texts(form).filter((field) => left(field) < 0)[0];
  if (!long) return undefined;
  long.focus();
  const counter = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (long.parentNode).querySelector('.left'));
  return { place: counter, sentence: counter.textContent || '' };
});

main.addEventListener('input', function (event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.dataset.long) left(field);
});

const textBefore = filledText;
// Words are short enough to be read back.
filledText = (said) => textBefore(said)
  || (main.querySelector('form.words') ? (said.text || '').split('\n').join(', ') : '');
