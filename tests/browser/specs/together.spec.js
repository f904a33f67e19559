// @ts-check
// A question asked twice: the step on the screen that shows who moved, the organiser's page of two questions together,
// and sessions beside each other; for everybody.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible, expectAllByTab, expectNarrow } from "../support/access.js";
import { breathe, expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Twee keer"
+++

# Gaat u het doen? {#eerst}

- (ja) Ja
- (nee) Nee
- (twijfel) Twijfel / weet niet

---

# En nu, gaat u het doen? {#nu repeat=eerst}
`;

/** What three people say first, and then. */
const VOTES = { eerst: ["Twijfel / weet niet", "Twijfel / weet niet", "Nee"], nu: ["Ja", "Ja", "Nee"] };

/**
 * A session in which everybody answered twice and saw both results.
 * @param {import("../support/peil.js").People} people
 * @param {import("../support/server.js").Server} server
 */
async function askedTwice(people, server) {
  writeFileSync(path.join(server.polls, "twee-keer.md"), DECK);
  const session = await server.startSession("twee-keer");
  const phones = [await people.phone(session), await people.phone(session), await people.phone(session)];
  for (const [question, votes] of Object.entries(VOTES)) {
    await server.goTo(session, `${question}.open`);
    for (const [place, phone] of phones.entries()) {
      await phone.getByRole("button", { name: votes[place] }).click();
      await expect(phone.getByText("is opgeslagen").first()).toBeVisible();
    }
    await server.goTo(session, `${question}.revealed`);
  }
  return { session, phones };
}

test("the presenter calls for who moved, everybody reads it, and goes back to the result", async ({ people, server }) => {
  const { session, phones } = await askedTwice(people, server);
  const { screen, control } = await people.laptop(session);
  await control.getByRole("button", { name: "Toon hoe de zaal opschoof" }).click();
  await expectStep(control, "nu.moved");
  await expect(screen.getByText("Van de 3 die twee keer antwoordden kozen er 2 nu anders.", { exact: true })).toBeVisible();
  await expect(screen.getByText("van ‘Twijfel / weet niet’ naar ‘Ja’").first()).toBeVisible();
  await expect(phones[0].getByText(/2 van 3 gingen van/)).toBeVisible();
  await expectAccessible(screen, "screen, who moved");
  await expectAccessible(phones[0], "phone, who moved");
  await expectAccessible(control, "control, who moved");
  // The screen has the same key, for who holds no control.
  for (const [page, step] of /** @type {const} */ ([[screen, "nu.revealed"], [screen, "nu.moved"], [control, "nu.revealed"]])) {
    await page.bringToFront();
    await breathe(page);
    await page.keyboard.press("m");
    await expectStep(page, step);
  }
  await expect(screen.getByText("Meeste stemmen:", { exact: true })).toBeVisible();
});

test("the organiser lays two questions together and sessions beside each other", async ({ people, server }) => {
  const { session } = await askedTwice(people, server);
  const other = await server.startSession("twee-keer");
  await server.goTo(other, "eerst.revealed");
  const desk = await people.desk();
  const origin = new URL(server.deskLink).origin;
  await desk.goto(`${origin}/desk/sessions/${session.id}/together`);
  await expect(desk.getByRole("heading", { name: /2 van 3 gingen van/ })).toBeVisible();
  await desk.getByText("Voor de onderzoeker").click();
  await expect(desk.getByText("Minder dan 10 mensen wisselden.")).toBeVisible();
  await expectAccessible(desk, "two questions together");
  await expectNarrow(desk, "two questions together");
  await expectAllByTab(desk, "two questions together");
  await desk.getByLabel("Tweede vraag").selectOption({ label: "1. Gaat u het doen?" });
  await desk.getByRole("button", { name: "Toon samen" }).click();
  await expect(desk.getByText("U koos twee keer dezelfde vraag.")).toBeVisible();
  await expectAccessible(desk, "two questions refused");
  await desk.goto(`${origin}/desk/compare`);
  // Other decks of the same name may have run on this server.
  const boxes = [session, other].map(({ id }) => desk.locator(`input[value="${id}"]`));
  for (const box of boxes) await box.check();
  const form = desk.locator("form", { has: desk.locator(`input[value="${session.id}"]`) });
  await form.getByRole("button", { name: "Vergelijk: Twee keer" }).click();
  await expect(desk.getByRole("heading", { name: "Naast elkaar" })).toBeVisible();
  await expect(desk.getByText("is niet in elke bijeenkomst gesteld")).toBeVisible();
  await expectAccessible(desk, "sessions beside each other");
  await expectNarrow(desk, "sessions beside each other");
});
