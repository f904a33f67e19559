// @ts-check
// What people write: on the phone by thumb, keyboard and without script; and before the presenter, who lets it through,
// merges it and gives it a bar. Nobody else reads it before.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Teksten"
+++

# Wat kan beter? {#beter .open max=60}

---

# Waarom blijven mensen? {#waarom .words max=2}

---

# Wat helpt? {#helpt}

- (geld) Geld
- (tijd) Tijd
- (anders) Anders… ____
`;

/** @param {import("../support/server.js").Server} server @param {string} step */
async function begin(server, step) {
  writeFileSync(path.join(server.polls, "teksten.md"), DECK);
  const session = await server.startSession("teksten");
  await server.goTo(session, step);
  return session;
}

/** @param {import("@playwright/test").Page} phone @param {string[]} texts */
async function write(phone, ...texts) {
  for (const [place, text] of texts.entries()) await phone.getByRole("textbox").nth(place).fill(text);
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(phone.getByText("Uw stem is opgeslagen").or(phone.getByText("Gewijzigd")).first()).toBeVisible();
}

test("a text is counted while it is typed, sent when it fits, and read by all once it is let through", async ({
  people,
  server,
}) => {
  const session = await begin(server, "beter.open");
  const [phone, other] = [await people.phone(session), await people.phone(session)];
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(phone.getByText("Schrijf geen namen of telefoonnummers op.")).toBeVisible();
  await phone.getByRole("textbox").fill("x".repeat(65));
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(phone.locator("main").getByText("Nog 5 tekens te lang").first()).toBeVisible();
  await expect(control.getByText("0 van 2")).toBeVisible();
  await expectAccessible(phone, "phone, a text too long");
  await write(phone, "Meer tijd <b>nu</b>");
  await write(other, "Bel mij: 06-12345678");
  await expect(control.getByText("mailadres of telefoonnummer")).toBeVisible();
  await expectAccessible(control, "control, texts that wait");
  await server.goTo(session, "beter.revealed");
  await expectStep(phone, "beter.revealed");
  await expect(screen.getByText("2 deelnemers schreven iets").first()).toBeVisible();
  await expect(screen.getByText("Meer tijd")).toHaveCount(0);
  await control.getByRole("button", { name: "Toon ‘Meer tijd" }).click();
  for (const page of [screen, phone, other]) await expect(page.getByText("Meer tijd <b>nu</b>")).toBeVisible();
  await expect(screen.getByText("06-1234")).toHaveCount(0);
  await expectAccessible(screen, "screen, texts");
  await expectAccessible(phone, "phone, texts");
  await expectAccessible(control, "control, texts shown");
  await control.getByRole("button", { name: "Verberg alles" }).click();
  await expect(screen.getByText("Meer tijd")).toHaveCount(0);
  await expect(phone.getByText("Meer tijd")).toHaveCount(0);
});

test("words are merged, shown in four sizes with ranked bars, and taken apart again", async ({ people, server }) => {
  const session = await begin(server, "waarom.open");
  const [screen, control] = [await people.screen(session), await people.control(session)];
  const phones = [];
  for (const words of [["collega's", "geld"], ["Collega’s"], ["tijd", "Geld"]]) {
    const phone = await people.phone(session);
    await write(phone, ...words);
    phones.push(phone);
  }
  await expect(phones[0].getByText("collega's, geld")).toBeVisible();
  await expectAccessible(phones[0], "phone, words stored");
  await server.goTo(session, "waarom.revealed");
  await expect(screen.getByText("De presentator leest mee en kiest wat hier komt te staan.").first()).toBeVisible();
  await expect(control.getByText("Deze lijken op elkaar.")).toBeVisible();
  await control.getByRole("button", { name: "Voeg samen ‘" }).first().click();
  await control.getByRole("button", { name: /^Laat (alle|de)/ }).click();
  await expect(screen.getByRole("row", { name: /geld 2/i })).toBeVisible();
  await expect(screen.getByRole("row", { name: /collega.s 2/i })).toBeVisible();
  await expectAccessible(screen, "screen, words");
  await expectAccessible(phones[1], "phone, words");
  await control.getByRole("button", { name: /^Maak los/ }).click();
  await expect(screen.getByRole("row", { name: /collega.s 1/i }).first()).toBeVisible();
});

test("a write-in counts with an answer or gets a bar, by keyboard alone", async ({ people, server }) => {
  const session = await begin(server, "helpt.open");
  const [screen, control] = [await people.screen(session), await people.control(session)];
  /** @type {import("@playwright/test").Page[]} */
  const phones = [];
  for (const words of ["poen", "thuiswerken"]) {
    const phone = await people.phone(session);
    phones.push(phone);
    await phone.getByRole("button", { name: "Anders…" }).click();
    await phone.getByRole("textbox").fill(words);
    await phone.getByRole("button", { name: "Verstuur eigen antwoord" }).click();
    await expect(phone.getByText("Uw stem is opgeslagen").first()).toBeVisible();
  }
  await server.goTo(session, "helpt.revealed");
  await control.getByRole("checkbox", { name: "poen" }).focus();
  await control.keyboard.press("Space");
  await control.getByLabel("Hoort bij het antwoord").selectOption("Geld");
  await control.getByRole("button", { name: "Tel daar mee" }).focus();
  await control.keyboard.press("Enter");
  await expect(control.getByText("telt mee bij ‘Geld’")).toBeVisible();
  await control.getByRole("checkbox", { name: "poen" }).uncheck();
  await control.getByRole("checkbox", { name: "thuiswerken" }).focus();
  await control.keyboard.press("Space");
  await control.getByRole("button", { name: "Geef een eigen balk" }).focus();
  await control.keyboard.press("Enter");
  await expect(screen.locator(".row", { hasText: "thuiswerken" }).getByText("1", { exact: true })).toBeVisible();
  await expect(screen.locator(".row", { hasText: "Geld" }).locator(".figures b")).toHaveText("1");
  for (const [place, answer] of ["Geld", "thuiswerken"].entries()) {
    const own = /** @type {import("@playwright/test").Page} */ (phones[place]).getByRole("row", { name: "uw keuze" });
    await expect(own, "one's own words stand where they count").toHaveCount(1);
    await expect(own).toContainText(answer);
  }
  await expectAccessible(screen, "screen, recoded");
  await expectAccessible(control, "control, recoded");
});

test("without script texts are sent and let through by forms", async ({ people, server }) => {
  const session = await begin(server, "waarom.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await phone.getByRole("textbox").nth(0).fill("geld");
  await phone.getByRole("textbox").nth(1).fill("tijd");
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(phone.getByText("geld, tijd")).toBeVisible();
  await expect(phone.getByRole("textbox").nth(1)).toHaveValue("tijd");
  const screen = await people.screen(session);
  await server.goTo(session, "waarom.revealed");
  const control = await people.control(session, { javaScriptEnabled: false });
  await control.getByRole("button", { name: "Toon ‘geld" }).click();
  await expect(screen.getByRole("row", { name: /geld 1/ })).toBeVisible();
});

test("fields and tray fit a narrow page with doubled text", async ({ people, server }) => {
  const session = await begin(server, "waarom.open");
  const phone = await people.phone(session, { viewport: { width: 320, height: 640 } });
  const control = await people.control(session, { viewport: { width: 320, height: 640 } });
  await write(phone, "Arbeidsongeschiktheidsverzekeringsmaatschappij", "👩🏽‍🦽 mee");
  await expect(control.getByText("Arbeidsongeschiktheids").first()).toBeVisible();
  for (const page of [phone, control]) {
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  }
});
