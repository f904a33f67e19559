// @ts-check
// The end, pressed on the presenter's phone: nothing to press is hidden on the way, and where a form stays open everybody
// hears of it.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Tot slot"
pulse = true
+++

# Welkom

---

# Wat neemt u mee? {#mee .form days=7}

## Wat gaat u doen? {#doen .open}
`;

test("the end is pressed on a phone, and a form that stays open is called for", async ({ people, server }) => {
  writeFileSync(path.join(server.polls, "tot-slot.md"), DECK);
  const session = await server.startSession("tot-slot");
  await server.goTo(session, "mee.open");
  const [screen, phone] = [await people.screen(session), await people.phone(session)];
  const control = await people.control(session, { viewport: { width: 420, height: 860 } });
  await expect(phone.locator("#pulse")).toBeVisible();
  await control.getByRole("button", { name: "Meer", exact: true }).click();
  await control.getByText("Beëindig de bijeenkomst", { exact: true }).click();
  const yes = control.getByRole("button", { name: "Ja, beëindig de bijeenkomst" });
  await expect(yes).toBeInViewport({ ratio: 1 });
  const [button, foot] = [await yes.boundingBox(), await control.locator("#shut").boundingBox()];
  expect(button && foot && button.y + button.height <= foot.y, "nothing covers it").toBe(true);
  await yes.click();
  await expectStep(control, "0.ended");
  await expect(control.locator("#more")).toBeHidden();
  await expect(control.getByText(/^Antwoorden op het formulier komen nog tot \d+\s[a-z]+\./)).toBeVisible();
  await expect(control.getByRole("button", { name: "Hervat de bijeenkomst" })).toBeInViewport();
  await expectStep(screen, "0.ended");
  await expect(screen.getByRole("heading", { name: /^Vul het formulier nog in tot \d+\s[a-z]+$/ })).toBeVisible();
  await expect(screen.locator(".join-digits")).toBeVisible();
  await expectStep(phone, "0.ended");
  await expect(phone.getByRole("textbox").first()).toBeVisible();
  await expect(phone.locator("#pulse"), "nobody speaks any more").toBeHidden();
  await expectAccessible(screen, "screen, a form that stays open");
  await expectAccessible(control, "control, the end");
});
