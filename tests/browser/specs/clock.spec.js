// @ts-check
// The clock of a question: set, given more time and stopped by keyboard and by form; seen on screen and phone, where who
// needs more time can say so; and it closes the question by itself.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { enter, expectAccessible, expectNarrow } from "../support/access.js";
import { expectStep, vote } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Klok"
+++

# Wat kiest u in twee minuten? {#lang time=120}

- (thee) Thee
- (koffie) Koffie

---

# Wat kiest u in tien tellen? {#kort time=10}

- (thee) Thee
- (koffie) Koffie

---

# Wat kiest u? {#stil}

- (thee) Thee
- (koffie) Koffie
`;

/** The shortest clock, and the three seconds in which votes still come in, on a busy machine. In milliseconds. */
const RUN_OUT_MS = 30_000;

/** @typedef {import("@playwright/test").Page} Page */

/** @param {import("../support/server.js").Server} server @param {string} step */
async function begin(server, step) {
  writeFileSync(path.join(server.polls, "klok.md"), DECK);
  const session = await server.startSession("klok");
  await server.goTo(session, step);
  return session;
}

/** How many seconds a page says are left. @param {Page} page */
async function left(page) {
  const text = await page.locator("p.clock, [data-countdown]").innerText();
  const [minutes = 0, seconds = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return 60 * minutes + seconds;
}

test("by keyboard the presenter gives more time, which who needs it asked for, and stops the clock", async ({
  people,
  server,
}) => {
  const session = await begin(server, "lang.open");
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  const pages = { phone, screen, control };
  for (const page of Object.values(pages)) await expect.poll(() => left(page)).toBeGreaterThan(60);
  await enter(phone, phone.getByRole("button", { name: "Ik heb meer tijd nodig" }));
  await expect(phone.getByRole("button", { name: "De spreker ziet dat u meer tijd wilt." })).toBeFocused();
  await expect(control.getByText("1 deelnemer vraagt meer tijd")).toBeVisible();
  const before = await left(control);
  await enter(control, control.getByRole("button", { name: "+30 s voor iedereen" }));
  for (const page of Object.values(pages)) await expect.poll(() => left(page)).toBeGreaterThan(before);
  await expect(control.getByText("vraagt meer tijd"), "it was given").toBeHidden();
  for (const [name, page] of Object.entries(pages)) await expectAccessible(page, `${name}, a clock that runs`);

  await enter(control, control.getByRole("button", { name: "Stop de klok" }));
  await expect(control.getByRole("group", { name: "Zet een klok:" })).toBeVisible();
  await expect(screen.locator(".countdown")).toHaveCount(0);
  await expect(phone.locator("main").getByText(/^Nog \d/)).toHaveCount(0);
  await expect(phone.getByRole("button", { name: "Ik heb meer tijd nodig" })).toBeHidden();
  for (const [name, page] of Object.entries(pages)) await expectAccessible(page, `${name}, a clock that was stopped`);
  expect(await server.step(session)).toBe("lang.open");
});

test("without script a clock is set and stopped by form, and a phone reads when the question closes", async ({
  people,
  server,
}) => {
  const session = await begin(server, "stil.open");
  const control = await people.control(session, { javaScriptEnabled: false });
  await control.getByRole("button", { name: "2 min" }).click();
  await expect(control.getByRole("button", { name: "+30 s voor iedereen" })).toBeVisible();
  await server.goTo(session, "lang.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await expect(phone.getByText(/^De vraag sluit om \d\d:\d\d/)).toBeVisible();
  await phone.getByRole("button", { name: "Ik heb meer tijd nodig" }).click();
  await expectStep(phone, "lang.open");
  await control.reload();
  await expect(control.getByText("1 deelnemer vraagt meer tijd")).toBeVisible();
  await control.getByRole("button", { name: "Stop de klok" }).click();
  await expect(control.getByRole("button", { name: "2 min" })).toBeVisible();
});

test("a clock that runs out closes the question, and half a minute more opens it again", async ({ people, server }) => {
  const session = await begin(server, "kort.open");
  const phone = await people.phone(session);
  const control = await people.control(session);
  await vote(phone, "Thee");
  for (const [name, page] of Object.entries({ phone, control })) await expectNarrow(page, `${name}, a clock`);
  await expect(control.locator("body")).toHaveAttribute("data-step", "kort.closed", { timeout: RUN_OUT_MS });
  await expectStep(phone, "kort.closed");
  await enter(control, control.getByRole("button", { name: "Open weer voor 30 s" }));
  for (const page of [phone, control]) {
    await expectStep(page, "kort.open");
    await expect.poll(() => left(page)).toBeGreaterThan(10);
  }
});
