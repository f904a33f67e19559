// @ts-check
/*
 * What this browser remembers, shared by its tabs: the number of the last vote, and the vote that is not stored yet.
 *
 * Never needed to vote: where nothing may be kept it lives as long as the page.
 */

// Milliseconds.
const DAY = 86400000;

// Under the code and the participant: a code may be given out again, and two tabs may be two participants.
const PREFIX = 'peil-' + page.code;
const KEY = PREFIX + '-' + page.token.slice(-8);
let keeps = true;
/** @type {Object<string, Poll>} */
let memory = {};

function polls() {
  if (keeps) {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || 'null');
      if (kept) memory = kept;
    } catch (error) {
      keeps = false;
    }
  }
  return memory;
}

function keep() {
  if (!keeps) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch (error) {
    keeps = false;
  }
}

function forget() {
  // Goes on from memory: a vote under way still hears what became of it.
  polls();
  keeps = false;
  sweep(() => true);
}

/** Removes what is kept for this code and does not matter any more. @param {(kept: Object<string, Poll>, key: string) => boolean} isStale */
function sweep(isStale) {
  try {
    for (let i = localStorage.length; i-- > 0;) {
      const key = localStorage.key(i) || '';
      const belongs = key === PREFIX || key.indexOf(PREFIX + '-') === 0;
      if (belongs && isStale(JSON.parse(localStorage.getItem(key) || '{}'), key)) localStorage.removeItem(key);
    }
  } catch (error) {
    // Nothing is kept.
  }
}

/** Whether no vote waits in it that another tab may still send. @param {Object<string, Poll>} kept @param {string} key */
function isOutdated(kept, key) {
  return key !== KEY && !Object.keys(kept).some((question) => {
    const unsent = kept[question] && kept[question].unsent;
    return !!unsent && Date.now() - unsent.at < DAY;
  });
}

/** @param {string} question */
const unsentOf = (question) => (polls()[question] || {}).unsent;
const unsentQuestions = () => Object.keys(polls()).filter((question) => memory[question].unsent);
