// @ts-check
// Every deck that comes with Peil, and the guide's examples, from the first slide to the last: four phones, of which one
// has no script and one reads English, a screen and a control. What the exports hold is what they said.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { askOf, fillIn } from "../support/filling.js";
import { expectStep } from "../support/pages.js";
import { expect, People, test as base } from "../support/peil.js";

/** @typedef {import("../support/filling.js").Said} Said */
/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("../support/server.js").Server} Server */
/** @typedef {{ id: string, kind: string, answered: number, counts: Record<string, number>, withheld?: string, asks?: { text: string }[] }} Question */

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const DECKS = readdirSync(path.join(ROOT, "polls")).filter((file) => /^[a-z0-9-]+\.md$/.test(file));
/** All kinds in one deck, with what no shipped deck asks. */
const GUIDE = "alle-soorten";
/** Without script a page does not come by itself. */
const PLAIN = 2;

/** The same people go to every deck: a browser of one's own takes longer to open than a deck to run. */
class Crowd {
  /** What any browser complained about is told after each deck. */
  people;
  /** @type {{ screen: Page, control: Page, phones: Page[] } | undefined} */
  #pages;

  /** @param {People} people */
  constructor(people) {
    this.people = people;
  }

  /** @param {import("../support/server.js").Session} session */
  async enter(session) {
    const pages = this.#pages;
    if (!pages) return (this.#pages = await this.#open(session));
    await Promise.all([
      pages.screen.goto(session.screen_url),
      pages.control.goto(session.control_url),
      ...pages.phones.map((phone) => phone.goto(session.join_url)),
    ]);
    return pages;
  }

  /** @param {import("../support/server.js").Session} session */
  async #open(session) {
    const { people } = this;
    const [screen, control, ...phones] = await Promise.all([
      people.screen(session),
      people.control(session),
      people.phone(session),
      people.phone(session),
      people.phone(session, { javaScriptEnabled: false }),
      people.phone(session, { locale: "en-GB" }),
    ]);
    return { screen, control, phones };
  }
}

/** @type {import("@playwright/test").Fixtures<{}, { crowd: Crowd }, {}, { browser: import("@playwright/test").Browser, server: Server }>} */
const fixtures = {
  crowd: [
    async ({ browser, server }, use) => {
      const people = new People(browser, server);
      await use(new Crowd(people));
      await people.leave();
    },
    { scope: "worker" },
  ],
};
const test = base.extend(fixtures);

test.afterEach(({ crowd }) => {
  expect(crowd.people.complaints.splice(0)).toEqual([]);
});

for (const deck of [...DECKS.map((file) => file.replace(".md", "")), GUIDE]) {
  test(`${deck} runs from its first slide to its last, and its files hold what was said`, async ({ crowd, server }) => {
    if (deck === GUIDE) writeFileSync(path.join(server.polls, `${GUIDE}.md`), examples());
    const session = await server.startSession(deck);
    const { screen, control, phones } = await crowd.enter(session);
    /** What each said, by question. @type {Record<string, Said>[]} */
    const said = [{}, {}, {}, {}];
    /** @type {Record<string, string[]>} */
    const asks = {};
    let step = await server.command(session, "next");
    for (let presses = 0; ; presses += 1) {
      expect(presses, "a deck has an end").toBeLessThan(300);
      await Promise.all([expectStep(screen, step), expectStep(control, step)]);
      const [question = "", phase] = step.split(".");
      if (phase === "open") await answerAll(phones, question, said, asks);
      if (phase === "revealed") await expectResult(phones, screen);
      const before = step;
      try {
        step = await server.command(session, "next", { from: step });
      } catch (error) {
        expect(String(error), "the last slide stays").toContain("at_end");
        break;
      }
      expect(step).not.toBe(before);
    }
    const running = await server.results(session);
    // Where groups are told apart, texts stand in rows only when nothing can change any more.
    const hasGroups = running.questions.some(({ segment }) => segment);
    if (hasGroups) await server.finish(session);
    const results = hasGroups ? await server.results(session) : running;
    const { questions } = /** @type {{ questions: Question[] }} */ (/** @type {unknown} */ (results));
    const inRows = said.map((one) => without(one, questions));
    expectRows(results, inRows);
    expectCounts(questions, said, asks);
    // What somebody wrote where groups may be told apart stands in the file by itself, of nobody.
    const byItself = questions.filter(({ withheld }) => withheld && withheld !== "too_few").map(({ id }) => id);
    const written = said.flatMap((one) => byItself.filter((question) => one[question]?.text));
    await expectFiles(server, session, inRows, Object.values(asks).flat().length + written.length);
  });
}

/** The examples of the guide, as one deck. */
function examples() {
  const guide = readFileSync(path.join(ROOT, "src/codec/deck_file/guide/nl.md"), "utf8");
  const fences = guide.split("```markdown\n").slice(1).map((rest) => rest.split("```")[0] ?? "");
  const seen = new Set();
  // Some examples give a question the same name.
  const named = fences.map((fence) =>
    fence.replace(/\{#([a-z-]+)/g, (whole, name) => {
      const fresh = seen.has(name) ? `${name}-${seen.size}` : name;
      seen.add(name);
      return whole.replace(name, fresh);
    }),
  );
  return named.join("\n---\n\n");
}

/**
 * @param {Page[]} phones
 * @param {string} question
 * @param {Record<string, Said>[]} said
 * @param {Record<string, string[]>} asks
 */
async function answerAll(phones, question, said, asks) {
  await Promise.all(
    phones.map(async (phone, who) => {
      if (who === PLAIN) await phone.reload();
      await expect(phone.locator("main h1")).toHaveAttribute("data-question", question);
      if (await phone.locator("form#vote, form[action*='/answers']").count()) {
        const mine = said[who];
        if (mine) mine[question] = await fillIn(phone, who);
      } else {
        (asks[question] ??= []).push(await askOf(phone, who));
      }
    }),
  );
}

/**
 * @param {Page[]} phones
 * @param {Page} screen
 */
async function expectResult(phones, screen) {
  await expect(screen.locator("body")).toHaveAttribute("data-view", "results");
  await Promise.all(
    phones.map(async (phone, who) => {
      if (who !== PLAIN) return expect(phone.locator("body")).toHaveAttribute("data-view", "results");
      // What it would draw, and a script would not touch.
      const page = await phone.request.get(phone.url());
      expect(await page.text()).toContain('data-view="results"');
    }),
  );
  const wide = await screen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, "nothing runs off the screen").toBe(false);
}

/**
 * What stands in a cell. Several choices stand in the order of the deck, which a phone may have shuffled: that order says
 * nothing, but of a ranking it says everything.
 *
 * @param {any} cell
 * @param {boolean} isOrder
 * @returns {Said}
 */
function saidIn(cell, isOrder) {
  const { choices = [], number, text, parts } = cell;
  /** @type {Said} */
  const said = { choices: isOrder ? choices : [...choices].sort() };
  if (number) said.number = number;
  if (text) said.text = text;
  if (parts) said.parts = Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, saidIn(part, true)]));
  return said;
}

/** In one order, whatever the order in which it was said; but a ranking is its order. @param {unknown} value */
const sorted = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [two]) => one.localeCompare(two)))
      : inner,
  );

/**
 * Rows stand in no order: one for each phone, which says what that phone said.
 *
 * @param {import("../support/server.js").Results} results
 * @param {Record<string, Said>[]} said
 */
function expectRows(results, said) {
  const kinds = new Map(/** @type {any} */ (results).questions.map((/** @type {Question} */ { id, kind }) => [id, kind]));
  /** @param {Record<string, any>} cells */
  const row = (cells) =>
    sorted(
      Object.fromEntries(
        Object.entries(cells)
          .filter(([, cell]) => !cell.missing)
          .map(([question, cell]) => [question, saidIn(cell, kinds.get(question) === "ranking")]),
      ),
    );
  expect(results.rows.map(({ cells }) => row(cells)).sort()).toEqual(said.map(row).sort());
}

/**
 * What of this stands in rows: four people are too few for some decks, and for any group.
 *
 * @param {Record<string, Said>} said
 * @param {Question[]} questions
 */
function without(said, questions) {
  const withheld = questions.filter((question) => question.withheld).map(({ id }) => id);
  return Object.fromEntries(Object.entries(said).filter(([question]) => !withheld.includes(question)));
}

/**
 * @param {Question[]} questions
 * @param {Record<string, Said>[]} said
 * @param {Record<string, string[]>} asks
 */
function expectCounts(questions, said, asks) {
  for (const { id, kind, answered, counts, withheld, asks: asked = [] } of questions) {
    expect(asked.map(({ text }) => text).sort(), id).toEqual([...(asks[id] ?? [])].sort());
    if (kind === "questions") continue;
    const answers = said.flatMap((one) => one[id] ?? []);
    expect(answered, id).toBe(answers.length);
    /** @type {Record<string, number>} */
    const expected = {};
    for (const answer of kind === "ranking" ? [] : answers) {
      for (const key of [...answer.choices, ...(answer.number ? [answer.number] : [])]) expected[key] = (expected[key] ?? 0) + 1;
    }
    if (withheld === "too_few") {
      expect(counts, id).toEqual({});
      continue;
    }
    const given = Object.entries(counts).filter(([, count]) => count > 0);
    expect(Object.fromEntries(given), id).toEqual(expected);
  }
}

/**
 * The two tables hold as much as was said, and nothing that a spreadsheet would run.
 *
 * @param {import("../support/server.js").Server} server
 * @param {import("../support/server.js").Session} session
 * @param {Record<string, Said>[]} said
 * @param {number} asks
 */
async function expectFiles(server, session, said, asks) {
  const wide = (await server.file(session, "export-wide.csv")).trim().split("\r\n");
  expect(wide).toHaveLength(1 + said.length);
  const long = (await server.file(session, "export.csv")).trim().split("\r\n").slice(1);
  /** @param {Said} one @returns {number} */
  const pieces = (one) =>
    one.choices.length +
    (one.number ? 1 : 0) +
    (one.text && !one.choices.length ? one.text.split("\n").length : 0) +
    Object.values(one.parts ?? {}).reduce((sum, part) => sum + pieces(part), 0);
  const all = said.flatMap((one) => Object.values(one)).reduce((sum, one) => sum + pieces(one), 0);
  expect(long).toHaveLength(all + asks);
  for (const line of [...wide, ...long]) expect(line).not.toMatch(/(^|[;,])"?=1/);
}
