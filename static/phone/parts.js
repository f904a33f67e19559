// @ts-check
/*
 * Grids and forms, which take a while: says how far one is, keeps what is not sent yet over a reload, and minds which
 * answers go together.
 *
 * Never sends by itself, and keeps a draft in this tab only.
 */

const DRAFTS = KEY + ' ';

// What was being filled in when this tab was last here.
try {
  for (let i = 0; i < sessionStorage.length; i++) {
    const key = sessionStorage.key(i) || '';
    if (key.indexOf(DRAFTS) === 0) drafts[key.slice(DRAFTS.length)] = sessionStorage.getItem(key) || '{}';
  }
} catch (error) {
  // Nothing is kept: the draft lives as long as the page.
}

drawings.push(function keepDraft() {
  const name = draftKey('');
  const draft = drafts[name];
  try {
    if (draft === undefined) sessionStorage.removeItem(DRAFTS + name);
    else sessionStorage.setItem(DRAFTS + name, draft);
  } catch (error) {
    // The same.
  }
});

drawings.push(function sayProgress(form) {
  const progress = /** @type {HTMLElement | null} */ (form.querySelector('.progress'));
  if (!progress) return;
  const done = Object.keys(gathered(form).parts || {}).length;
  progress.textContent = (progress.dataset.progress || '').replace('%', String(done));
});

// Whoever denies all others unticks them, and the other way round. While the event goes down: before the draft is noted.
main.addEventListener('change', function (event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const group = box.type === 'checkbox' && box.checked && box.closest('.filled .choices');
  if (!group) return;
  const isAlone = (/** @type {HTMLInputElement} */ one) => 'alone' in one.dataset;
  const others = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll('input[type=checkbox]'));
  for (let i = 0; i < others.length; i++) {
    if (others[i] !== box && (isAlone(box) || isAlone(others[i]))) others[i].checked = false;
  }
}, true);

checks.push(function (form) {
  const groups = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.choices[data-max]'));
  for (let i = 0; i < groups.length; i++) {
    if (groups[i].querySelectorAll(':checked').length <= Number(groups[i].dataset.max)) continue;
    /** @type {HTMLElement} */ (groups[i].querySelector('input')).focus();
    return { place: groups[i], sentence: groups[i].dataset.wrong || '' };
  }
  return undefined;
});
