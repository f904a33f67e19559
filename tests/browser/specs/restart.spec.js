// @ts-check
// The server dies in mid-question while somebody edits the deck. Nobody loses a vote, and nobody reads another text.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { breathe, expectStep, expectStored, vote, write } from "../support/pages.js";
import { expect, test } from "../support/peil.js";
import { DECK } from "../support/server.js";

const QUESTION = "Hoe bekend bent u met sociale innovatie?";
const EDITED = "Een heel andere vraag?";

test("after kill -9 and an edited deck counts and texts are the same", async ({ ownPeople: people, ownServer: server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p2.open");
  const { screen, control } = await people.laptop(session);
  const [anna, bram] = [await people.phone(session), await people.phone(session)];
  await vote(anna, "Bekend met SI en hoe in te voeren");
  await write(bram, "Anders…", "via mijn vakbond");
  const before = await server.results(session);
  expect(before.questions.find(({ id }) => id === "p2")?.answered).toBe(2);

  await server.kill();
  const deck = path.join(server.polls, `${DECK}.md`);
  const text = await readFile(deck, "utf8");
  expect(text).toContain(QUESTION);
  await writeFile(deck, text.replace(QUESTION, EDITED).replace("Bekend met SI en hoe in te voeren", "Iets anders hier"));
  await server.run();

  expect(await server.step(session)).toBe("p2.open");
  expect(await server.results(session)).toEqual(before);
  // Every page comes back by itself, with what was there.
  await expect(screen.getByRole("heading", { level: 1 })).toHaveText(QUESTION);
  await anna.reload();
  await expect(anna.getByRole("main").getByRole("button", { pressed: true })).toContainText("Bekend met SI en hoe in te voeren");
  await vote(anna, "Niet bekend met SI en niet hoe in te voeren");
  await control.bringToFront();
  await control.getByRole("button", { name: "Sluit de vraag" }).click();
  await expectStep(control, "p2.closed");
  // A second press within 400 ms would be taken for a bouncing one.
  await breathe(control);
  await control.getByRole("button", { name: "Toon de uitslag" }).click();
  await expectStep(screen, "p2.revealed");
  await expect(bram.getByRole("main")).toContainText("Uitslag");
  await expect(bram.getByRole("main")).toContainText(QUESTION);
  const after = await server.results(session);
  expect(after.questions.find(({ id }) => id === "p2")?.counts).toEqual({ 1: 1, 2: 0, 3: 0, anders: 1 });

  // Who starts now gets the deck as it is now.
  const anew = await server.startSession();
  await server.goTo(anew, "p2.shown");
  const second = await people.screen(anew);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText(EDITED);
});

test("a vote made while the server is down is stored when it is back", async ({ ownPeople: people, ownServer: server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.open");
  const anna = await people.phone(session);
  await expectStep(anna, "p1.open");
  await server.kill();
  await anna.getByRole("button", { name: "Nut en effect van sociale innovatie" }).click();
  await expect(anna.getByRole("status")).toContainText("niet opgeslagen");
  await server.run();
  await expectStored(anna, "Nut en effect van sociale innovatie");
  const results = await server.results(session);
  expect(results.questions[0]).toMatchObject({ id: "p1", answered: 1, counts: { nut: 1 } });
});
