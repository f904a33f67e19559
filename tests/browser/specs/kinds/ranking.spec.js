// @ts-check
// A ranking: by thumb, by keyboard and without script, on phone, screen and control.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../../support/access.js";
import { expectStep } from "../../support/pages.js";
import { expect, test } from "../../support/peil.js";

const DECK = `+++
title = "Keuzes"
+++

# Wat moet eerst? {#eerst .ranking max=3}

- [meer] Meer mensen
- [minder] Minder werk
- [slim] Slimmer werken met arbeidsongeschiktheidsverzekeringen
- [regels] Minder regels
`;

/** @param {import("../../support/server.js").Server} server */
async function begin(server) {
  writeFileSync(path.join(server.polls, "keuzes.md"), DECK);
  const session = await server.startSession("keuzes");
  await server.goTo(session, "eerst.open");
  return session;
}

/** @typedef {import("@playwright/test").Page} Page */

/** What is tapped to give an answer a place, or to take it out. @param {Page} phone @param {string} name */
const row = (phone, name) => phone.locator(".place", { hasText: name });

/** @param {Page} phone */
async function order(phone) {
  const texts = await phone.locator(".placed .place").allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

/** @param {Page} phone */
const send = (phone) => phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();

test("a tap gives the next place, buttons move what has one, and the order is stored when it is sent", async ({
  people,
  server,
}) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await send(phone);
  await expect(phone.locator("main").getByText("Vul eerst iets in.")).toBeVisible();
  for (const name of ["Meer mensen", "Minder regels", "Minder werk"]) await row(phone, name).click();
  expect(await order(phone)).toEqual(["1e Meer mensen", "2e Minder regels", "3e Minder werk"]);
  await row(phone, "Slimmer").click();
  await expect(phone.locator("main").getByText("U kunt er hoogstens 3 een plaats geven.")).toBeVisible();

  const up = phone.getByRole("button", { name: "Hoger: Minder werk" });
  await up.click();
  await expect(phone.getByRole("status")).toContainText("Minder werk staat nu op plaats 2 van 3.");
  await expect(up).toBeFocused();
  expect(await order(phone)).toEqual(["1e Meer mensen", "2e Minder werk", "3e Minder regels"]);
  await row(phone, "Meer mensen").click();
  await expect(phone.getByRole("status")).toContainText("Meer mensen heeft geen plaats meer.");
  expect(await order(phone)).toEqual(["1e Minder werk", "2e Minder regels"]);
  await expectAccessible(phone, "phone, an order under way");
  await send(phone);
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(control.getByText("1 van 1", { exact: true })).toBeVisible();
  await phone.reload();
  expect(await order(phone)).toEqual(["1e Minder werk", "2e Minder regels"]);

  await server.goTo(session, "eerst.revealed");
  await expectStep(phone, "eerst.revealed");
  const sentence = "Het hoogst: Minder werk, eerste bij 1 van 1.";
  for (const [name, page] of Object.entries({ phone, screen, control })) {
    await expect(page.getByText(sentence).first()).toBeVisible();
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows.nth(1)).toContainText("Minder werk");
    await expect(rows.nth(1)).toContainText("1,0");
    await expect(rows.nth(1)).toContainText("eerste bij 1");
    await expect(rows.nth(3)).toContainText("–");
    await expectAccessible(page, `${name}, a ranking's result`);
  }
});

test("by keyboard an order is made, and the focus stays on the button of the row that moves", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { locale: "en-GB" });
  await row(phone, "Minder werk").focus();
  await phone.keyboard.press("Space");
  await row(phone, "Meer mensen").focus();
  await phone.keyboard.press("Enter");
  await expect(row(phone, "Meer mensen")).toBeFocused();
  await phone.keyboard.press("Tab");
  await phone.keyboard.press("Enter");
  const up = phone.getByRole("button", { name: "Up: Meer mensen" });
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute("aria-disabled", "true");
  await expect(phone.getByRole("status")).toContainText("Meer mensen is now in place 1 of 3.");
  // At the top it stays at the top.
  await phone.keyboard.press("Enter");
  expect(await order(phone)).toEqual(["1st Meer mensen", "2nd Minder werk"]);
});

test("without script places are chosen from lists, and stand there when the page is back", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await phone.getByLabel("Minder regels").selectOption("1e");
  await phone.getByLabel("Meer mensen").selectOption("3e");
  await send(phone);
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(phone.getByLabel("Meer mensen")).toHaveValue("2");
  const results = await server.results(session);
  expect(results.rows[0]?.cells.eerst?.choices).toEqual(["regels", "meer"]);
});

test("at 320 pixels with doubled letters nothing leaves the page", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { viewport: { width: 320, height: 640 } });
  await phone.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const name of ["Slimmer", "Meer mensen"]) await row(phone, name).click();
  const overflows = () => phone.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await overflows()).toBe(false);
  await send(phone);
  await server.goTo(session, "eerst.revealed");
  await expectStep(phone, "eerst.revealed");
  expect(await overflows()).toBe(false);
});
