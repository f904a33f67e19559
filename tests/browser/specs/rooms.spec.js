// @ts-check
// Rooms under many hands: a step is made once however many ask for it, and two rooms never touch.

import { expectStep, vote } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const HANDS = 50;

test("fifty people who press Next at once make one step", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.shown");
  const [left, right] = [await people.control(session), await people.control(session)];
  const screen = await people.screen(session);
  await expectStep(left, "p1.shown");
  await expectStep(right, "p1.shown");
  const next = (/** @type {import("@playwright/test").Page} */ page) =>
    page.getByRole("button", { name: "Open de vraag" }).click();
  const asked = Array.from({ length: HANDS - 2 }, () =>
    server.api("POST", `sessions/${session.id}/commands`, { command: "next", from: "p1.shown" }),
  );
  const [responses] = await Promise.all([Promise.all(asked), next(left), next(right)]);

  const done = responses.filter(({ status }) => status === 200);
  const moved = responses.filter(({ status }) => status === 409);
  expect(done.length).toBeLessThanOrEqual(1);
  expect(done.length + moved.length).toBe(HANDS - 2);
  const problem = await moved[0]?.json();
  expect(problem).toMatchObject({ code: "moved", step: "p1.open" });
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
