// @ts-check
// A number: typed in a field or chosen from a row of marks, by keyboard and without script, and what phone, screen and
// control make of it.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { enter, expectAccessible, expectNarrow } from "../../support/access.js";
import { expectStep } from "../../support/pages.js";
import { expect, test } from "../../support/peil.js";

const DECK = `+++
title = "Getallen"
+++

# Hoeveel procent leren mensen op hun werk? {#leren .number max=100 step=0.5 unit=% truth=94}

---

# Welk cijfer geeft u de arbeidsongeschiktheidsverzekeringsmaatschappij? {#cijfer .number min=1 max=10}

---

# Raadt u het aan? {#aanraden .number max=10 .nps}

---

# Hoeveel fietsen heeft u? {#fietsen .number max=20}
`;

/** @typedef {import("@playwright/test").Page} Page */

/** @param {import("../../support/server.js").Server} server @param {string} step */
async function begin(server, step) {
  writeFileSync(path.join(server.polls, "getallen.md"), DECK);
  const session = await server.startSession("getallen");
  await server.goTo(session, step);
  return session;
}

/** @param {Page} phone */
const send = (phone) => phone.getByRole("button", { name: "Verstuur uw antwoord" });

test("a number is typed with a comma, refused where it does not fit, and held against the truth when that is told", async ({
  people,
  server,
}) => {
  const session = await begin(server, "leren.open");
  const [phone, far] = [await people.phone(session), await people.phone(session)];
  const pages = { phone, screen: await people.screen(session), control: await people.control(session) };
  const field = phone.getByRole("textbox");
  await field.focus();
  for (const wrong of ["veel", "101", "93,3"]) {
    await field.fill("");
    await phone.keyboard.type(wrong);
    await phone.keyboard.press("Enter");
    await expect(phone.locator(".warn"), wrong).toHaveText(/^Vul een getal in van 0%? tot en met 100%/);
    await expect(field, "one can go on typing").toBeFocused();
  }
  await expectAccessible(phone, "phone, a number that does not fit");
  await field.fill("");
  await phone.keyboard.type("93,5");
  await phone.keyboard.press("Enter");
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(phone.locator(".warn")).toHaveCount(0);
  await far.getByRole("textbox").fill("20");
  await send(far).click();
  await expect(far.getByText("Uw stem is opgeslagen")).toBeVisible();

  await server.goTo(session, "leren.revealed");
  for (const [name, page] of Object.entries(pages)) {
    await expectStep(page, "leren.revealed");
    await expect(page.getByText(/De middelste schatting is \d/).first()).toBeVisible();
    await expectAccessible(page, `${name}, numbers`);
  }
  for (const page of [phone, pages.screen]) expect(await page.content(), "nobody is told before").not.toMatch(/\b94\b/);
  await server.command(session, "next");
  for (const [name, page] of Object.entries(pages)) {
    await expectStep(page, "leren.solved");
    await expect(page.getByText("Het juiste antwoord is 94%").first()).toBeVisible();
    await expectAccessible(page, `${name}, numbers and the truth`);
  }
  await expect(phone.locator("main").getByText("U zat er hoogstens een tiende naast.")).toBeVisible();
  await expect(far.locator("main").getByText("U zat er meer dan een tiende naast.")).toBeVisible();
});

test("half a bicycle is refused with the word that only a whole number fits", async ({ people, server }) => {
  const session = await begin(server, "fietsen.open");
  const phone = await people.phone(session);
  await phone.getByRole("textbox").fill("2,5");
  await send(phone).click();
  await expect(phone.locator(".warn")).toHaveText("Vul een heel getal in van 0 tot en met 20.");
  await phone.getByRole("textbox").fill("2");
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
});

test("a mark is chosen with arrows and changed, and counts once", async ({ people, server }) => {
  const session = await begin(server, "cijfer.open");
  const phone = await people.phone(session);
  await phone.getByRole("radio", { name: "1", exact: true }).focus();
  for (let presses = 0; presses < 6; presses += 1) await phone.keyboard.press("ArrowRight");
  await expect(phone.getByRole("radio", { name: "7" })).toBeChecked();
  await expectAccessible(phone, "phone, marks");
  await enter(phone, send(phone));
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await phone.getByRole("radio", { name: "7" }).focus();
  await phone.keyboard.press("ArrowLeft");
  await enter(phone, send(phone));
  await expect(phone.locator("#notice")).toContainText("Gewijzigd");
  await phone.reload();
  await expect(phone.getByRole("radio", { name: "6" })).toBeChecked();
  expect((await server.results(session)).questions.find(({ id }) => id === "cijfer")?.counts).toMatchObject({ 6: 1 });
  await expectNarrow(phone, "phone, marks");
  await server.goTo(session, "cijfer.revealed");
  await expectStep(phone, "cijfer.revealed");
  await expectNarrow(phone, "phone, the marks that were given");
});

test("without script a number is sent by form, and from nought to ten there is a row of marks", async ({
  people,
  server,
}) => {
  const session = await begin(server, "leren.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await phone.getByRole("textbox").fill("101");
  await send(phone).click();
  await expect(phone.locator("#notice")).toContainText("Uw stem is niet opgeslagen");
  await phone.getByRole("textbox").fill("12,5");
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(phone.getByRole("textbox")).toHaveValue("12,5");
  await server.goTo(session, "aanraden.open");
  await phone.reload();
  await expect(phone.getByRole("radio")).toHaveCount(11);
  await phone.getByRole("radio", { name: "0", exact: true }).check({ force: true });
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(phone.getByRole("radio", { name: "0", exact: true })).toBeChecked();
  await server.goTo(session, "aanraden.revealed");
  const control = await people.control(session);
  // A score from few answers is chance, which only the presenter is told.
  await expect(control.getByText("De NPS verschijnt bij")).toBeVisible();
  await expect((await people.screen(session)).getByText("NPS")).toHaveCount(0);
});
