// @ts-check
// A right answer is told in two steps: first what people chose, then what is right. Nobody can read it before, and each
// phone tells its own person how it went.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { enter, expectAccessible, expectNarrow } from "../../support/access.js";
import { breathe, expectStep, vote } from "../../support/pages.js";
import { expect, test } from "../../support/peil.js";

const DECK = `+++
title = "Weet u het?"
+++

# Welke stad is de hoofdstad? {#stad}

- (x adam) Amsterdam
- (haag) Den Haag aan de arbeidsongeschiktheidsverzekeringsmaatschappij
- (rdam) Rotterdam

---

# Welke liggen aan zee? {#zee max=3}

- [x haag] Den Haag
- [x vlis] Vlissingen
- [ede] Ede
`;

/** What tells which answer is right, in sentence or mark. */
const TOLD = /goed antwoord|goede antwoord|data-right|had(den)? het goed/i;

/** @param {import("../../support/server.js").Server} server @param {string} step */
async function begin(server, step) {
  writeFileSync(path.join(server.polls, "weet-u-het.md"), DECK);
  const session = await server.startSession("weet-u-het");
  await server.goTo(session, step);
  return session;
}

test("what is right comes one press after what people chose, and can be taken back", async ({ people, server }) => {
  const session = await begin(server, "stad.open");
  const [knows, guesses] = [await people.phone(session), await people.phone(session, { locale: "en-GB" })];
  const [screen, control] = [await people.screen(session), await people.control(session)];
  const pages = { phone: knows, screen, control };
  await vote(knows, "Amsterdam");
  await guesses.getByRole("button", { name: "Rotterdam" }).click();
  await expect(guesses.locator("#notice")).toContainText("saved");
  await server.goTo(session, "stad.revealed");
  for (const page of [knows, guesses, screen, control]) await expectStep(page, "stad.revealed");
  for (const page of [knows, guesses, screen]) expect(await page.locator("main").innerHTML()).not.toMatch(TOLD);
  for (const [name, page] of Object.entries(pages)) await expectAccessible(page, `${name}, before what is right`);

  await enter(control, control.getByRole("button", { name: "Toon het goede antwoord" }));
  for (const [name, page] of Object.entries(pages)) {
    await expectStep(page, "stad.solved");
    await expect(page.locator("li, tr, .row", { hasText: "Amsterdam" }).getByText("goed antwoord").first()).toBeVisible();
    await expectAccessible(page, `${name}, what is right`);
  }
  await expect(screen.getByText("1 van 2 had het goed.").first()).toBeVisible();
  await expect(knows.locator("main").getByText("U had het goed.")).toBeVisible();
  await expect(guesses.locator("main").getByText("You had another answer.")).toBeVisible();

  await breathe(control);
  await enter(control, control.getByRole("button", { name: "Ongedaan maken" }));
  for (const page of [knows, guesses, screen]) {
    await expectStep(page, "stad.revealed");
    expect(await page.locator("main").innerHTML()).not.toMatch(TOLD);
  }
});

test("without script a phone is told by its next page, and of several answers all must be right", async ({ people, server }) => {
  const session = await begin(server, "zee.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  for (const name of ["Den Haag", "Vlissingen"]) await phone.getByRole("checkbox", { name }).check({ force: true });
  await phone.getByRole("button", { name: /^Verstuur/ }).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await server.goTo(session, "zee.revealed");
  await phone.reload();
  await expectStep(phone, "zee.revealed");
  expect(await phone.locator("main").innerHTML()).not.toMatch(TOLD);
  const control = await people.control(session, { javaScriptEnabled: false });
  await control.getByRole("button", { name: "Toon het goede antwoord" }).click();
  await expectStep(control, "zee.solved");
  await phone.reload();
  await expect(phone.getByText("U had het helemaal goed.")).toBeVisible();
});

test("at 320 pixels with doubled letters what is right stays on the page", async ({ people, server }) => {
  const session = await begin(server, "stad.open");
  const [phone, control] = [await people.phone(session), await people.control(session)];
  await vote(phone, "Den Haag");
  await server.goTo(session, "stad.revealed");
  await server.command(session, "next");
  for (const [name, page] of Object.entries({ phone, control })) {
    await expectStep(page, "stad.solved");
    await expectNarrow(page, name);
  }
});
