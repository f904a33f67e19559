// @ts-check
// Points to divide: by thumb, by keyboard and without script, on phone, screen and control.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../../support/access.js";
import { expectStep } from "../../support/pages.js";
import { expect, test } from "../../support/peil.js";

const DECK = `+++
title = "Budget"
+++

# Verdeel het budget {#budget .points max=100 step=25}

- [techniek] Techniek
- [combi] Combinatiebanen
- [school] Scholing van wie al werkt in de arbeidsongeschiktheidsverzekeringen
`;

/** @param {import("../../support/server.js").Server} server */
async function begin(server) {
  writeFileSync(path.join(server.polls, "budget.md"), DECK);
  const session = await server.startSession("budget");
  await server.goTo(session, "budget.open");
  return session;
}

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} phone */
const send = (phone) => phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();

test("points are given with buttons or typed, and sent only when all are divided", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  const left = phone.locator(".left");
  await expect(left).toHaveText("Nog 100 punten te verdelen");
  await send(phone);
  await expect(phone.locator("main").getByText("Vul eerst iets in.")).toBeVisible();
  await phone.getByRole("button", { name: "25 meer: Techniek" }).click();
  await expect(phone.getByRole("status")).toContainText("Techniek: 25. Nog 75 punten te verdelen.");
  await phone.getByLabel("Combinatiebanen", { exact: true }).fill("74");
  await expect(left).toHaveText("Nog 1 punt te verdelen");
  await send(phone);
  await expect(phone.locator("main").getByText("Verdeel eerst alle punten. Nog 1 punt te verdelen.")).toBeVisible();
  // The last press gives what is left.
  await phone.getByRole("button", { name: /25 meer: Scholing/ }).click();
  await expect(left).toHaveText("Alle punten zijn verdeeld");
  await phone.getByRole("button", { name: /25 meer: Scholing/ }).click();
  await expect(phone.getByRole("status")).toContainText("Er zijn geen punten meer over.");
  await phone.getByLabel("Techniek", { exact: true }).fill("30");
  await expect(left).toHaveText("5 punten te veel");
  await send(phone);
  await expect(phone.locator("main").getByText("U gaf te veel punten.")).toBeVisible();
  await phone.getByLabel("Techniek", { exact: true }).fill("2,5");
  await send(phone);
  await expect(phone.locator("main").getByText("Vul een heel getal in van 0 tot en met 100.")).toBeVisible();
  await phone.getByLabel("Techniek", { exact: true }).fill("25");
  await expectAccessible(phone, "phone, points under way");
  await send(phone);
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(control.getByText("1 van 1", { exact: true })).toBeVisible();
  await phone.reload();
  await expect(phone.getByLabel("Combinatiebanen", { exact: true })).toHaveValue("74");

  await server.goTo(session, "budget.revealed");
  await expectStep(phone, "budget.revealed");
  for (const [name, page] of Object.entries({ phone, screen, control })) {
    const sentence = "Gemiddeld de meeste punten: Combinatiebanen, 74,0 van de 100.";
    await expect(page.getByText(sentence).first()).toBeVisible();
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows.nth(1)).toContainText("74,0");
    await expect(rows.nth(1)).toContainText("1 gaf punten");
    await expectAccessible(page, `${name}, the result of points`);
  }
});

test("without script points are typed, and refused until all are divided", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { javaScriptEnabled: false });
  const techniek = phone.getByLabel("Techniek", { exact: true });
  await techniek.fill("60");
  await send(phone);
  await expect(phone.locator("#notice")).toHaveText("Uw stem is niet opgeslagen. Verdeel 100 punten, en verstuur uw antwoord.");
  await techniek.fill("60");
  await phone.getByLabel("Combinatiebanen", { exact: true }).fill("40");
  await send(phone);
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(techniek).toHaveValue("60");
});

test("at 320 pixels with doubled letters nothing leaves the page, in English too", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { viewport: { width: 320, height: 640 }, locale: "en-GB" });
  await phone.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  const more = phone.getByRole("button", { name: /25 more: Scholing/ });
  await more.focus();
  for (let press = 0; press < 4; press++) await phone.keyboard.press("Enter");
  await expect(phone.locator(".left")).toHaveText("All points are divided");
  const overflows = () => phone.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await overflows()).toBe(false);
  await phone.getByRole("button", { name: "Send your answer" }).click();
  await expect(phone.locator("#notice")).toContainText("Your vote was saved");
  await server.goTo(session, "budget.revealed");
  await expectStep(phone, "budget.revealed");
  expect(await overflows()).toBe(false);
});
