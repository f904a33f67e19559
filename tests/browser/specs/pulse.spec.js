// @ts-check
// How the talk goes, for the presenter alone: said from the phone by keyboard and by form, and counted on the control.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { enter, expectAccessible, expectNarrow } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Hartslag"
pulse = true
+++

# Welkom

Wij beginnen zo.

---

# Gaat het? {#gaat}

- (ja) Ja
- (nee) Nee
`;

/** @typedef {import("@playwright/test").Page} Page */

/** @param {import("../support/server.js").Server} server */
async function begin(server) {
  writeFileSync(path.join(server.polls, "hartslag.md"), DECK);
  const session = await server.startSession("hartslag");
  await server.command(session, "next");
  return session;
}

/** @param {Page} phone @param {string} name */
const word = (phone, name) => phone.getByRole("form", { name: /Hoe gaat het/ }).getByRole("button", { name });

/** How many said each word, as the presenter reads it. @param {Page} control @param {string} word */
const count = (control, word) => control.locator(`[data-live='pulse-${word}']`);

test("a word said by keyboard reaches the presenter alone, and the next one takes its place", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(count(control, "lost")).toHaveText("0");
  await enter(phone, word(phone, "kwijt"));
  await expect(word(phone, "kwijt")).toHaveAttribute("aria-pressed", "true");
  await expect(phone.getByRole("status")).toContainText("De spreker ziet: kwijt.");
  await expect(count(control, "lost")).toHaveText("1");
  await enter(phone, word(phone, "prima"));
  await expect(word(phone, "kwijt")).toHaveAttribute("aria-pressed", "false");
  await expect(count(control, "fine")).toHaveText("1");
  await expect(count(control, "lost")).toHaveText("0");
  expect(await screen.content()).not.toMatch(/kwijt|prima/);
  for (const [name, page] of Object.entries({ phone, screen, control })) {
    await expectAccessible(page, `${name}, with a pulse`);
  }
  await server.goTo(session, "gaat.open");
  for (const [name, page] of Object.entries({ phone, control })) {
    await expectStep(page, "gaat.open");
    await expectAccessible(page, `${name}, with a pulse beside a question`);
    await expectNarrow(page, name);
  }
});

test("without script a word is said by form, and at the end nobody is asked any more", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { javaScriptEnabled: false });
  const control = await people.control(session, { javaScriptEnabled: false });
  await word(phone, "langzamer").click();
  await expectStep(phone, await server.step(session));
  await control.reload();
  await expect(control.getByText("langzamer").locator("..")).toContainText("1");
  await server.command(session, "end");
  await phone.reload();
  await expect(phone.getByText("Hoe gaat het voor u?")).toBeHidden();
  await control.reload();
  await expect(control.getByText("langzamer")).toHaveCount(0);
});
