// @ts-check
// Rooms under many hands: a step is made once however many ask for it, and two rooms never touch.

import { expectStep, vote } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** Who press at the API, and who press at each of two controls: fifty together. */
const MACHINES = 30;
const HANDS = 10;

test("fifty people who press Next at once make one step", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.shown");
  const [left, right] = [await people.control(session), await people.control(session)];
  const screen = await people.screen(session);
  for (const page of [left, right, screen]) {
    await expectStep(page, "p1.shown");
  }
  // The form as it stands before anybody presses: who presses has seen this step, however late the press arrives.
  const form = await left.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.getElementById("next")?.closest("form"));
    return { action: form.action, fields: /** @type {[string, string][]} */ ([...new FormData(form)]) };
  });
  expect(Object.fromEntries(form.fields)).toMatchObject({ command: "next", from: "p1.shown" });
  const press = (/** @type {import("@playwright/test").Page} */ page) =>
    page.evaluate(
      async ({ action, fields, hands }) => {
        const send = () => fetch(action, { method: "POST", body: new URLSearchParams(fields) });
        await Promise.all(Array.from({ length: hands }, send));
      },
      { ...form, hands: HANDS },
    );
  const ask = () => server.api("POST", `sessions/${session.id}/commands`, { command: "next", from: "p1.shown" });
  const [responses] = await Promise.all([Promise.all(Array.from({ length: MACHINES }, ask)), press(left), press(right)]);

  const statuses = responses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
  expect(statuses.filter((status) => status === 409).length).toBeGreaterThanOrEqual(MACHINES - 1);
  const moved = responses.find(({ status }) => status === 409);
  expect(await moved?.json()).toMatchObject({ code: "moved", step: "p1.open" });
  for (const page of [left, right, screen]) {
    await expectStep(page, "p1.open");
  }
  expect(await server.step(session)).toBe("p1.open");
});

test("two rooms at once keep their votes apart", async ({ people, server }) => {
  const [here, there] = [await server.startSession(), await server.startSession()];
  expect(here.code).not.toBe(there.code);
  await Promise.all([server.goTo(here, "p1.open"), server.goTo(there, "p2.open")]);
  const [one, two, three] = [await people.phone(here), await people.phone(there), await people.phone(there)];
  await Promise.all([
    vote(one, "Algemeen inzicht in sociale innovatie"),
    vote(two, "Bekend met SI en hoe in te voeren"),
    vote(three, "Bekend met SI en hoe in te voeren"),
  ]);
  await Promise.all([server.goTo(here, "p1.revealed"), server.goTo(there, "p2.revealed")]);
  const [inHere, inThere] = [await server.results(here), await server.results(there)];
  const counts = (/** @type {import("../support/server.js").Results} */ results, /** @type {string} */ id) =>
    results.questions.find((question) => question.id === id)?.counts;
  expect(counts(inHere, "p1")).toMatchObject({ inzicht: 1 });
  expect(counts(inHere, "p2")).toEqual({ 1: 0, 2: 0, 3: 0, anders: 0 });
  expect(counts(inThere, "p2")).toMatchObject({ 3: 2 });
  expect(counts(inThere, "p1")).toMatchObject({ inzicht: 0 });
  expect([inHere.rows.length, inThere.rows.length]).toEqual([1, 2]);
});

test("one browser has one vote, in however many tabs", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.open");
  const tab = await people.phone(session);
  const other = await tab.context().newPage();
  await other.goto(session.join_url);
  await vote(tab, "Nut en effect van sociale innovatie");
  await vote(other, "Algemeen inzicht in sociale innovatie");
  await expect(tab.getByRole("main").getByRole("button", { pressed: true })).toContainText("Algemeen inzicht");
  expect((await server.results(session)).questions[0]).toMatchObject({ answered: 1, counts: { inzicht: 1, nut: 0 } });
});
