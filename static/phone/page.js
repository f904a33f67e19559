// @ts-check
/*
 * The phone: shows what the server draws, sends votes, and never loses one. Here is what came with the page.
 *
 * Says "opgeslagen" only of what the server says is on its disk. Holds no sentences and draws no answers: both come with
 * the page and its frames. The files of this folder stand in the page as one script, in one function, in the order that
 * `inlined.rs` names; they share their names. Written in ES2017 without imports (Android 8, iOS 15).
 */

/** @typedef {{choices: string[], number?: string, text?: string, parts?: Object<string, Said>, counted?: string[]}} Said What is said to a question or to a part of it. */
/** @typedef {Said & {n: number, at: number, title?: string, outcome?: string, beaten?: boolean}} Unsent */
/** @typedef {{round: number, n: number, unsent?: Unsent}} Poll */
/** @typedef {Said & {round: number, n: number, at: number, aside?: boolean}} Stored */
/** @typedef {{texts?: Object<string, string>, counts?: number[], answered?: number}} Live */
/** @typedef {{epoch: string, frame: number, wait: number, step: string, view: string, title: string, parts: {main: string, asks?: string}, live: Live}} State */
/** @typedef {{tone: string, head: string, more: string, button?: boolean}} Notice */

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const embedded = (id) => JSON.parse(/** @type {string} */ (element(id).textContent));

/** @type {{code: string, token: string, language: string, over: boolean}} */
const page = embedded('page');
/** @type {Object<string, string>} */
const say = embedded('say');
const main = element('main');
const line = element('line');
const notice = element('notice');
const tryNow = element('try-now');

/** @type {State} */
let state = embedded('state');
/** What the server has stored of this browser, by question. @type {Object<string, Stored>} */
const mine = {};
/** How far the server's clock is ahead of this one, which need not be right. */
let ahead = 0;
/** The part as it stands on the page. */
let shown = state.parts.main;
