// @ts-check
// Twenty kinds of text that try to break out of a page, in every field where people write: let through by the presenter,
// nothing of it runs, pushes a page sideways, or stands where its direction can turn the words beside it.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("../support/server.js").Session} Session */
/** @typedef {import("../support/server.js").Server} Server */

const DECK = `+++
title = "Vijandig"
+++

# Wat kiest u? {#een}

- (geld) Geld
- (anders) Anders… ____

---

# Wat kiest u nog meer? {#meer max=2}

- [geld] Geld
- [anders] Iets anders… ____

---

# Wat kan beter? {#beter .open max=200}

---

# Waarom? {#waarom .words max=3}

---

# Wat vond u ervan? {#oordeel .form}

## Hebt u een tip? {#tip .open max=200}

## Hoe was het tempo? {#tempo}

- (goed) Goed
- (snel) Te snel

---

# Vraag en antwoord {#vragen .questions max=300}
`;

/** Every text holds its mark, so that it is found again whatever is done to it. @param {number} kind */
const mark = (kind) => `H${String(kind).padStart(2, "0")}x`;
const MARKS = /H\d\dx/;
/** Never let through. */
const SECRET = "geheim7731";
/** Far more than any field takes. */
const FLOOD = 20_480;

/** @type {((mark: string) => string)[]} */
const KINDS = [
  (mark) => `${mark}<b>vet</b><h1>kop</h1></bdi></li></div></main>`,
  (mark) => `<script>window.ran=1;alert(1)</script>${mark}`,
  (mark) => `<a href="javascript:window.ran=2">${mark}</a> javascript:alert(2)`,
  (mark) => `"' onfocus=window.ran=3 autofocus><img src=x onerror=window.ran=3>${mark}`,
  (mark) => `${mark}Z${"\u0335\u0321\u0353\u0489".repeat(60)}algo`,
  (mark) => `${mark}\u202Eomgekeerd\u2066los\u2067rechts\u202D`,
  (mark) => `${mark}\u200B\u200C\u200D\uFEFF\u2060leeg\u00AD\u00AD`,
  (mark) => `${mark}${"x".repeat(FLOOD)}`,
  (mark) => `${mark} 👩‍👩‍👧‍👦👩🏽‍🦽🏳️‍🌈🇳🇱 ${"👨‍👩‍👧".repeat(12)}`,
  (mark) => `${mark} Arbeidsongeschiktheidsverzekeringsmaatschappij`,
  (mark) => `=HYPERLINK("http://voorbeeld.invalid";"${mark}")`,
  (mark) => `${mark}\u0007\u001B[31mrood\u007F\u0085\u2028regel`,
  (mark) => `{{ ${mark} }} {% if 1 %} \${window.ran=4} <%= 1 %> #{x}`,
  (mark) => `https://voorbeeld.invalid/${mark}/${"lang-pad/".repeat(10)}`,
  (mark) => `${mark} שלום עולם مرحبا بالعالم (123)`,
  (mark) => `${mark} ${"e\u0301\u0302\u0303\u0304\u0305\u0306".repeat(12)}`,
  (mark) => `${mark}\u0000nul\u0000`,
  (mark) => `${mark}\r\nSet-Cookie: a=b\r\n\r\n<script>window.ran=5</script>`,
  (mark) => `%3Cscript%3Ewindow.ran=6%3C/script%3E%00%0d%0a${mark}`,
  (mark) => `${mark}&lt;script&gt;&#60;img src=x&#62; [klik](javascript:window.ran=7) **vet** ![x](http://voorbeeld.invalid/x)`,
];
const TOO_LONG = 7;

/** Whoever writes, without a page of their own: faster, and not held back by a script. */
class Writer {
  cookie = "";
  #server;
  #session;

  /** @param {Server} server @param {Session} session */
  constructor(server, session) {
    this.#server = server;
    this.#session = session;
  }

  async join() {
    const page = await fetch(`${this.#server.url}/${this.#session.code}`);
    [this.cookie = ""] = (page.headers.get("set-cookie") ?? "").split(";");
    return this;
  }

  /**
   * @param {string} road
   * @param {Record<string, string>} fields
   * @returns {Promise<string>} what became of it
   */
  async send(road, fields) {
    const body = new URLSearchParams({ round: "1", n: "1", ...fields });
    const headers = { cookie: this.cookie, accept: "application/json" };
    const sent = () => fetch(`${this.#server.url}/${this.#session.code}/${road}`, { method: "POST", headers, body });
    // What is too long ends the connection, perhaps while another one takes it up: sent again it is still one.
    const reply = await sent().catch(sent).catch(() => undefined);
    if (!reply) return "cut off";
    return reply.ok ? (await reply.json()).outcome : `${reply.status}`;
  }
}

/** @param {string} question @param {string} text @returns {Record<string, string>} */
function filled(question, text) {
  if (question === "oordeel") return { question, "text.tip": text, "choice.tempo": "goed" };
  if (question === "een" || question === "meer") return { question, choice: "anders", text };
  return { question, text };
}

/**
 * A name has fewer letters than a question.
 * @param {string} text
 */
function asName(text) {
  return [...new Intl.Segmenter("nl").segment(text)].slice(0, 40).map(({ segment }) => segment).join("");
}

/**
 * Sends a command that has nothing to do with a step.
 * @param {Server} server
 * @param {Session} session
 * @param {Record<string, unknown>} command
 */
async function press(server, session, command) {
  const response = await server.api("POST", `sessions/${session.id}/commands`, { round: 1, ...command });
  expect(response.status, `${JSON.stringify(command)}: ${await response.text()}`).toBe(200);
}

/** How many of the texts a page shows to its reader. @param {Page} page */
async function shown(page) {
  const text = await page.locator("body").innerText();
  return new Set(text.match(new RegExp(MARKS, "g"))).size;
}

/**
 * That nothing of it is more than text.
 * @param {Page} page
 * @param {string} name
 */
async function expectHarmless(page, name) {
  const found = await page.evaluate((marks) => {
    /** @type {string[]} */
    const faults = [];
    if ("ran" in window) faults.push(`ran: ${window.ran}`);
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.push(`${wide} px too wide`);
    const foreign = document.querySelectorAll(
      "main h1 h1, img[src=x], [onerror], [onfocus], [autofocus], [href^='javascript' i], [href*='invalid'], [src*='invalid']",
    );
    for (const element of foreign) faults.push(`an element: ${element.outerHTML.slice(0, 200)}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? "";
      const parent = node.parentElement;
      const at = text.search(new RegExp(marks));
      if (!parent || at < 0 || parent.closest("script")) continue;
      // A sentence of ours isolates what it quotes by signs of its own.
      const quoted = text.lastIndexOf("\u2068", at) >= 0 && text.indexOf("\u2069", at) >= 0;
      if (!quoted && !parent.closest("bdi, [dir=auto]")) faults.push(`not by itself: ${parent.outerHTML.slice(0, 200)}`);
      if (/[\u202A-\u202E\u2060\u200B\uFEFF]/.test(text)) faults.push(`signs that turn or hide: ${text.slice(0, 80)}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        // What only screen readers read lies in a box of one pixel.
        if (parent.closest(".aside, .unseen")) break;
        if (box.width > 1 && (box.left < -1 || box.right > window.innerWidth + 1)) {
          faults.push(`outside the page (${Math.round(box.left)}–${Math.round(box.right)}): ${text.slice(0, 80)}`);
          break;
        }
      }
    }
    return faults;
  }, MARKS.source);
  expect(found, name).toEqual([]);
}

/**
 * Whoever looks, and from what size.
 * @param {import("../support/peil.js").People} people
 * @param {Server} server
 */
async function begin(people, server) {
  writeFileSync(path.join(server.polls, "vijandig.md"), DECK);
  const session = await server.startSession("vijandig");
  const phone = await people.phone(session);
  const narrow = await people.phone(session, { viewport: { width: 320, height: 640 } });
  const [screen, control, desk] = [await people.screen(session), await people.control(session), await people.desk()];
  const pages = { phone, narrow, screen, control, desk };
  for (const page of Object.values(pages)) {
    page.on("dialog", (dialog) => {
      people.complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }
  const writers = await Promise.all(KINDS.map(() => new Writer(server, session).join()));
  const last = await new Writer(server, session).join();
  return { session, pages, writers, last };
}

/** @param {Record<string, Page>} pages */
async function expectAllHarmless(pages, when = "") {
  await Promise.all(Object.entries(pages).map(([name, page]) => expectHarmless(page, `${name}, ${when}`)));
}

/** Nobody but the presenter has read anything of this. @param {Page[]} pages @param {string | RegExp} text */
async function expectUnread(pages, text) {
  for (const page of pages) expect(await page.content()).not.toMatch(text);
}

for (const question of ["een", "meer", "beter", "waarom", "oordeel"]) {
  test(`whatever is written at ‘${question}’ is only text on every page`, async ({ people, server }) => {
    const { session, pages, writers, last } = await begin(people, server);
    const { phone, narrow, screen, control, desk } = pages;
    await server.goTo(session, `${question}.open`);
    const outcomes = await Promise.all(
      writers.map((writer, kind) => writer.send("answers", filled(question, KINDS[kind](mark(kind))))),
    );
    const expected = KINDS.map((_, kind) => (kind === TOO_LONG ? expect.not.stringMatching("counted") : "counted"));
    expect(outcomes).toEqual(expected);
    await expect.poll(() => shown(control), "the presenter reads them").toBeGreaterThan(10);
    await expectUnread([phone, narrow, screen], MARKS);
    await expectAllHarmless({ control }, "waiting");

    await press(server, session, { command: "texts-show-all", slide: question, newest: 4_000_000_000 });
    expect(await last.send("answers", filled(question, SECRET))).toBe("counted");
    await server.goTo(session, `${question}.revealed`);
    for (const page of [phone, narrow, screen, control]) {
      await expectStep(page, `${question}.revealed`);
      const read = expect.poll(() => shown(page), `read on ${page.url()}`);
      // Of a form only its choices are told to all.
      await (question === "oordeel" && page !== control ? read.toBe(0) : read.toBeGreaterThan(0));
    }
    await desk.goto(new URL(`/desk/sessions/${session.id}`, desk.url()).href);
    await expectAllHarmless(pages, "let through");
    await expectUnread([phone, narrow, screen], SECRET);
    // As a page that comes whole, for a stranger and for one who wrote.
    const [name = "", value = ""] = writers[3].cookie.split("=");
    await narrow.context().addCookies([{ name, value, url: server.url }]);
    await Promise.all([phone, narrow, screen, control].map((page) => page.reload()));
    await expectAllHarmless(pages, "loaded anew");
    await expectUnread([phone, narrow, screen], SECRET);
  });
}

test("whatever is asked from the audience, and by whatever name, is only text on every page", async ({ people, server }) => {
  const { session, pages, writers, last } = await begin(people, server);
  const { phone, narrow, screen, control } = pages;
  await server.goTo(session, "vragen.open");
  /** @type {string[]} */
  const outcomes = [];
  // One after another: then their numbers are known.
  for (const [kind, writer] of writers.entries()) {
    const text = KINDS[kind](mark(kind));
    outcomes.push(await writer.send("asks", { question: "vragen", text, name: asName(text) }));
  }
  const expected = KINDS.map((_, kind) => (kind === TOO_LONG ? expect.not.stringMatching("counted") : "counted"));
  expect(outcomes).toEqual(expected);
  expect(await last.send("asks", { question: "vragen", text: SECRET, name: SECRET })).toBe("counted");
  const asked = KINDS.length - 1;
  await expect.poll(() => shown(control), "the presenter reads them").toBeGreaterThan(3);
  await expectUnread([phone, narrow, screen], MARKS);
  await expectAllHarmless({ control }, "waiting");

  for (let ask = 1; ask <= asked; ask += 1) {
    await press(server, session, { command: "ask-show", slide: "vragen", ask });
  }
  // A list that is being read grows when its reader wants.
  for (const page of [phone, narrow]) {
    await page.reload();
    expect(await shown(page)).toBe(asked);
  }
  await expect.poll(() => shown(screen)).toBeGreaterThan(0);
  await expectAllHarmless(pages, "in the list");
  // Each by itself, in the largest letters there are.
  for (let ask = 1; ask <= asked; ask += 1) {
    await press(server, session, { command: "ask-spotlight", slide: "vragen", ask });
    const kind = ask <= TOO_LONG ? ask - 1 : ask;
    await expect(screen.locator("blockquote")).toContainText(mark(kind));
    await expectAllHarmless({ screen, narrow }, `spotlight on ${mark(kind)}`);
  }
  await expectUnread([phone, narrow, screen], SECRET);
  await phone.goto(`${server.url}/${session.code}/questions?question=vragen&page=1`);
  await narrow.goto(`${server.url}/${session.code}/questions?question=vragen&page=1`);
  await control.goto(`${server.url}/control/${session.code}/questions?question=vragen`);
  await screen.reload();
  for (const page of [phone, narrow, control]) expect(await shown(page)).toBe(asked);
  await expectAllHarmless(pages, "on pages of their own");
  await expectUnread([phone, narrow, screen], SECRET);
});
