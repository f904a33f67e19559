// @ts-check
// The whole webinar with nothing but PageDown, and two people who vote: one with scripts and one without.
// What the exports then hold is exactly what they said.

import { answer, click, expectStep, expectStored, stepOf, vote, write } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** @typedef {import("@playwright/test").Page} Page */

/** Slides, and three more presses on each question: open, close, reveal. */
const PRESSES = 32 + 3 * 6;

/**
 * What each says to each question. Anna's browser runs scripts; Bram's does not.
 * @type {Record<string, { anna?: [key: string, text: string], bram?: [key: string, text: string] }>}
 */
const SAID = {
  p1: { anna: ["nut", "Nut en effect van sociale innovatie"], bram: ["inzicht", "Algemeen inzicht in sociale innovatie"] },
  p2: { anna: ["anders", "Anders…"], bram: ["2", "Bekend met SI maar niet hoe in te voeren"] },
  p3: { anna: ["kennis", "We ontberen de kennis om het toe te passen"] },
  p4: { anna: ["los", "Nee, SI en (tech) innovatie staan los van elkaar"], bram: ["wn", "Weet ik niet"] },
  p5: { bram: ["3", "Twijfel / weet niet"] },
  p6: { anna: ["theorie", "Ja, meer theorie en concepten"], bram: ["theorie", "Ja, meer theorie en concepten"] },
};
/** Changed her mind about the first question. */
const FIRST_THOUGHT = "Hoe ik sociale innovatie kan toepassen";
/** Would be a formula in a careless export. */
const OWN_WORDS = "=via mijn vakbond; \"echt\"";

for (const steering of /** @type {const} */ (["screen", "control"])) {
  test(`the whole deck runs by PageDown alone, pressed at the ${steering}`, async ({ people, server }) => {
    const session = await server.startSession();
    const { screen, control } = await people.laptop(session);
    const anna = await people.phone(session);
    const bram = await people.phone(session, { javaScriptEnabled: false });
    const pressed = steering === "screen" ? screen : control;
    await pressed.bringToFront();
    await expectStep(pressed, "0");

    const steps = [];
    for (let presses = 0; presses < PRESSES; presses += 1) {
      const step = await click(pressed);
      steps.push(step);
      const [question, phase] = step.split(".");
      if (phase === "open") {
        await say(question, anna, bram);
        await pressed.bringToFront();
      } else if (phase === "closed") {
        await expect(anna.getByRole("main")).toContainText("De vraag is dicht");
      } else if (phase === "revealed") {
        await expectStep(screen, step);
        await expect(anna.getByRole("main")).toContainText("Uitslag");
        await bram.reload();
        await expect(bram.getByRole("main")).toContainText("Uitslag");
      }
    }
    expect(new Set(steps).size, "every press makes a step").toBe(PRESSES);
    expect(await stepOf(pressed)).toBe("s32");

    // The last slide stays: one press more says so and changes nothing.
    await pressed.waitForTimeout(500);
    await pressed.keyboard.press("PageDown");
    await server.command(session, "end");
    await expectStep(screen, "0.ended");
    await expect(anna.getByRole("main")).toContainText("afgelopen");

    await expectResults(server, session);
  });
}

/**
 * @param {string} question
 * @param {Page} anna
 * @param {Page} bram
 */
async function say(question, anna, bram) {
  const said = SAID[question] ?? {};
  if (said.anna) {
    const [key, text] = said.anna;
    if (question === "p1") {
      await vote(anna, FIRST_THOUGHT);
    }
    if (key === "anders") {
      await write(anna, text, OWN_WORDS);
    } else {
      await vote(anna, text);
    }
  }
  if (said.bram) {
    const [, text] = said.bram;
    await bram.reload();
    await answer(bram, text).click();
    await expectStored(bram, text);
  }
}

/**
 * @param {import("../support/server.js").Server} server
 * @param {import("../support/server.js").Session} session
 */
async function expectResults(server, session) {
  const results = await server.results(session);
  expect(results.rows).toHaveLength(2);
  const first = results.rows[0]?.cells ?? {};
  const isAnna = first.p1?.choices?.[0] === SAID.p1?.anna?.[0];
  const [anna, bram] = (isAnna ? results.rows : [...results.rows].reverse()).map((row) => row.cells);
  for (const [question, said] of Object.entries(SAID)) {
    expect(anna?.[question]?.choices, `Anna on ${question}`).toEqual(said.anna && [said.anna[0]]);
    expect(bram?.[question]?.choices, `Bram on ${question}`).toEqual(said.bram && [said.bram[0]]);
    const counts = results.questions.find(({ id }) => id === question)?.counts ?? {};
    const votes = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(votes, question).toBe(Object.keys(said).length);
  }
  expect(anna?.p2?.text).toBe(OWN_WORDS);
  // Anna's browser was connected and silent.
  expect(anna?.p5?.missing).toBe("not_answered");
  expect(bram?.p3?.missing).toMatch(/^not_(answered|present)$/);
  expect(results.questions.find(({ id }) => id === "p1")?.changes).toBe(1);

  // The long file holds the same votes, and nothing that a spreadsheet would run.
  const long = (await server.file(session, "export.csv")).trim().split("\r\n").slice(1);
  const all = Object.values(SAID).flatMap((said) => Object.values(said));
  expect(long).toHaveLength(all.length);
  for (const [, text] of all) {
    expect(long.some((line) => line.includes(text)), text).toBe(true);
  }
  expect(long.filter((line) => line.includes("\"'=via mijn vakbond; \"\"echt\"\"\"") || line.includes("'=via mijn vakbond"))).toHaveLength(1);
  const wide = (await server.file(session, "export-wide.csv")).trim().split("\r\n");
  expect(wide).toHaveLength(3);
  expect(wide.join("\n")).toContain("niet beantwoord");
}
