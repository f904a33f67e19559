// @ts-check
// Rating grids and forms: by thumb, by keyboard and without script, on phone, screen, control and desk, and after the end.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Terugblik"
+++

# Hoeveel kans van slagen heeft dit bij u? {#kans .rating}

## Techniek die werk bespaart {#techniek}
## Combinatiebanen {#combi}
## Minder regels en formulieren {#regels}

1. ( ) Geen kans
2. ( ) Kleine kans
3. ( ) Grote kans

- (wn) Weet ik niet

---

# Wat vond u van deze bijeenkomst? {#oordeel .form days=7}

## Welk cijfer geeft u? {#cijfer .number min=1 max=10}

## Wat hielp u verder? {#hielp max=1}

- [verhaal] Het verhaal
- [vragen] De vragen
- [pauze] De pauze

## Hoe was het tempo? {#tempo .bipolar}

1. ( ) Te langzaam
2. ( ) Precies goed
3. ( ) Te snel
`;

const ENGLISH = `+++
title = "Looking back"
+++

# How likely is this to work for you? {#kans}

## Technology that saves work {#techniek}
## Combined jobs {#combi}
## Fewer rules and forms {#regels}

1. ( ) No chance
2. ( ) Little chance
3. ( ) Good chance

- (wn) I do not know

---

# What did you think of this meeting? {#oordeel}

## Which mark do you give? {#cijfer}

## What helped you? {#hielp}

- [verhaal] The story
- [vragen] The questions
- [pauze] The break

## How was the pace? {#tempo}

1. ( ) Too slow
2. ( ) Just right
3. ( ) Too fast
`;

/** @param {import("../support/server.js").Server} server @param {string} step */
async function begin(server, step) {
  writeFileSync(path.join(server.polls, "terugblik.md"), DECK);
  writeFileSync(path.join(server.polls, "terugblik.en.md"), ENGLISH);
  const session = await server.startSession("terugblik");
  await server.goTo(session, step);
  return session;
}

/** @typedef {import("@playwright/test").Page} Page */

/** A point of one row. @param {Page} phone @param {string} row @param {string} point */
const point = (phone, row, point) => phone.getByRole("radiogroup", { name: row }).getByRole("radio", { name: point, exact: true });
/** @param {Page} phone */
const send = (phone) => phone.getByRole("button", { name: "Verstuur uw antwoord" });

test("rows are rated one by one, may be skipped, and are kept over a reload before they are sent", async ({ people, server }) => {
  const session = await begin(server, "kans.open");
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(screen.getByText("Minder regels en formulieren")).toBeVisible();
  await expect(phone.getByText("0 van 3 beantwoord")).toBeVisible();
  await send(phone).click();
  await expect(phone.getByText("Vul eerst iets in.").first()).toBeVisible();
  await point(phone, "Techniek", "Grote kans").check({ force: true });
  await point(phone, "Combinatiebanen", "Weet ik niet").check({ force: true });
  await expect(phone.getByText("2 van 3 beantwoord")).toBeVisible();
  await expectAccessible(phone, "phone, a grid half filled in");
  await phone.reload();
  await expect(point(phone, "Techniek", "Grote kans")).toBeChecked();
  await expect(phone.getByText("2 van 3 beantwoord")).toBeVisible();
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(control.getByText("1 van 1")).toBeVisible();

  const another = await people.phone(session);
  await point(another, "Techniek", "Geen kans").check({ force: true });
  await point(another, "Minder regels", "Geen kans").check({ force: true });
  await send(another).click();
  await expect(control.getByText("2 van 2")).toBeVisible();
  await expectAccessible(control, "control, a grid that is open");
  await server.goTo(session, "kans.revealed");
  await expectStep(phone, "kans.revealed");
  for (const page of [phone, screen, control]) {
    await expect(page.getByText("Vaakst aan de lage kant: Minder regels en formulieren.").first()).toBeVisible();
    await expect(page.getByRole("row", { name: /Techniek die werk bespaart 1 0 1 0 2/ })).toHaveCount(1);
  }
  await expectAccessible(phone, "phone, results of a grid");
  await expectAccessible(screen, "screen, results of a grid");
  await expectAccessible(control, "control, results of a grid");
});

test("by keyboard a row is chosen with arrows, and sent with Enter", async ({ people, server }) => {
  const session = await begin(server, "kans.open");
  const phone = await people.phone(session);
  await point(phone, "Techniek", "Geen kans").focus();
  await phone.keyboard.press("Space");
  await phone.keyboard.press("ArrowDown");
  await expect(point(phone, "Techniek", "Kleine kans")).toBeChecked();
  await send(phone).focus();
  await phone.keyboard.press("Enter");
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
});

test("without script rows are sent by the form, and show when the page is back", async ({ people, server }) => {
  const session = await begin(server, "kans.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await point(phone, "Techniek", "Kleine kans").check({ force: true });
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expect(point(phone, "Techniek", "Kleine kans")).toBeChecked();
  await expect(phone.getByText("1 van 3 beantwoord")).toBeVisible();
});

test("a form is filled in at one's own pace, and after the end for as long as it is open", async ({ people, server }) => {
  const session = await begin(server, "oordeel.open");
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(screen.getByText("in uw eigen tempo")).toBeVisible();
  await phone.getByRole("radiogroup", { name: "Welk cijfer" }).getByRole("radio", { name: "8", exact: true }).check({ force: true });
  for (const name of ["Het verhaal", "De vragen"]) await phone.getByRole("checkbox", { name }).check({ force: true });
  await send(phone).click();
  await expect(phone.locator("main .warn")).toHaveText("Kies er hoogstens 1.");
  await phone.getByRole("checkbox", { name: "De vragen" }).uncheck({ force: true });
  await point(phone, "Hoe was het tempo?", "Precies goed").check({ force: true });
  await send(phone).click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  await expectAccessible(phone, "phone, a form that is stored");
  await expect(control.getByText("1 van 1")).toBeVisible();
  await server.goTo(session, "oordeel.revealed");
  await expect(screen.getByText("Meest gekozen: Precies goed")).toBeVisible();
  await expectAccessible(screen, "screen, results of a form");
  await expectAccessible(control, "control, results of a form");
  await expectAccessible(phone, "phone, results of a form");

  await control.getByText("Beëindig de bijeenkomst").first().click();
  await control.locator("#end-yes").click();
  await expect(phone.getByText("U kunt dit formulier nog invullen tot")).toBeVisible();
  await point(phone, "Hoe was het tempo?", "Te snel").check({ force: true });
  await send(phone).click();
  await expect(phone.getByText("Gewijzigd.").first()).toBeVisible();
  await expectAccessible(phone, "phone, a form after the end");
});

test("in English everything that Peil says is English", async ({ people, server }) => {
  const session = await begin(server, "kans.open");
  const phone = await people.phone(session, { locale: "en-GB" });
  await expect(phone.getByText("0 of 3 answered")).toBeVisible();
  await point(phone, "Technology", "Good chance").check({ force: true });
  await phone.getByRole("button", { name: "Send your answer" }).click();
  await server.goTo(session, "kans.revealed");
  await expect(phone.getByText("1 participant answered.").first()).toBeVisible();
  await expect(phone.getByText("1 answer", { exact: true }).first()).toBeVisible();
});
