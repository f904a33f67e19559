// @ts-check
// Questions from the audience: asked with and without a script, voted for, moderated, hidden all at once, and in two
// languages; on phone, screen and control, by thumb and by keyboard.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Webinar"
+++

# Vraag & Antwoord {#vragen .questions max=120}

---

# Vrij vragen {#vrij .questions moderated=no}

---

# Tot ziens
`;

const ENGLISH = `+++
title = "Webinar in English"
+++

# Questions and answers {#vragen}
`;

/** @param {import("../support/server.js").Server} server @param {string} step */
async function begin(server, step = "vragen.open") {
  writeFileSync(path.join(server.polls, "qa.md"), DECK);
  writeFileSync(path.join(server.polls, "qa.en.md"), ENGLISH);
  const session = await server.startSession("qa");
  await server.goTo(session, step);
  return session;
}

/** @param {import("@playwright/test").Page} phone @param {string} text @param {string} [name] */
async function ask(phone, text, name) {
  await phone.getByLabel("Uw vraag", { exact: true }).fill(text);
  if (name) await phone.getByLabel(/^Uw naam/).fill(name);
  await phone.getByRole("button", { name: "Verstuur uw vraag" }).click();
}

/** @param {Record<string, import("@playwright/test").Page>} pages */
async function expectAllAccessible(pages) {
  for (const [name, page] of Object.entries(pages)) await expectAccessible(page, name);
}

/** @param {import("@playwright/test").Page} page @param {string} text */
const row = (page, text) => page.getByRole("listitem").filter({ hasText: text });

test("a question waits for the presenter, is let through, voted for and answered", async ({ people, server }) => {
  const session = await begin(server);
  const [asker, other] = [await people.phone(session), await people.phone(session)];
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(screen.locator("main").getByText("Stel uw vraag op uw telefoon")).toBeVisible();
  await ask(asker, "Wat kost <b>dat</b> voor een kleine gemeente?", "Søren ליל");
  await expect(asker.getByRole("status")).toContainText(/Uw vraag is opgeslagen om \d\d:\d\d/);
  await expect(row(asker, "Wat kost <b>dat</b>")).toContainText("Wacht tot wij hem gelezen hebben");
  await expect(row(control, "Wat kost <b>dat</b>")).toBeVisible();
  await expect(control.getByText("1 vraag wacht · 0 in de lijst · 0 beantwoord")).toBeVisible();
  for (const page of [other, screen]) expect(await page.content()).not.toContain("Wat kost");
  await expectAllAccessible({ asker, control });

  await row(control, "Wat kost").getByRole("button", { name: "Toon bij vraag 1", exact: true }).click();
  await expect(row(asker, "Wat kost").first()).toContainText("Staat in de lijst");
  const up = row(other, "Wat kost").getByRole("button", { name: /Deze vraag heb ik ook/ });
  await expect(up).toHaveAttribute("aria-pressed", "false");
  await up.click();
  await expect(up).toHaveAttribute("aria-pressed", "true");
  await expect(up).toHaveAccessibleName(/Stemmen: 1/);
  await expect(row(screen, "Wat kost").locator("b")).toHaveText("1");
  await expect(row(asker, "Wat kost").last()).toContainText("Uw vraag");
  await expectAllAccessible({ other, screen, control });
  await other.reload();
  await expect(up).toHaveAttribute("aria-pressed", "true");
  await up.click();
  await expect(up).toHaveAccessibleName(/Stemmen: 0/);

  await row(control, "Wat kost").getByRole("button", { name: /Groot op het scherm/ }).click();
  await expect(screen.getByRole("figure")).toContainText("Wat kost <b>dat</b> voor een kleine gemeente?");
  await expect(row(other, "Wat kost")).toContainText("Nu aan de beurt");
  await expectAllAccessible({ other, screen, control });
  await row(control, "Wat kost").getByRole("button", { name: /^Beantwoord/ }).click();
  await expect(screen.getByRole("figure")).toHaveCount(0);
  await expect(row(asker, "Wat kost").first()).toContainText("Beantwoord");
});

test("what is new waits until its reader asks, and what is hidden goes at once", async ({ people, server }) => {
  const session = await begin(server, "vrij.open");
  const [asker, reader] = [await people.phone(session), await people.phone(session)];
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await ask(asker, "De eerste vraag");
  await expect(row(reader, "De eerste vraag")).toBeVisible();
  await ask(asker, "De tweede vraag");
  await expect(reader.getByRole("button", { name: "1 nieuwe vraag: toon hem" })).toBeVisible();
  await expect(row(reader, "De tweede vraag")).toHaveCount(0);
  await ask(asker, "De derde vraag");
  await reader.getByRole("button", { name: "2 nieuwe vragen: toon ze" }).click();
  await expect(reader.locator(".asks li")).toHaveCount(3);
  await expect(row(screen, "De derde vraag")).toBeVisible();

  await row(control, "De tweede vraag").getByRole("button", { name: /^Verberg/ }).click();
  await expect(row(reader, "De tweede vraag")).toHaveCount(0);
  await expect(reader.getByText("Deze vraag staat niet meer in de lijst.")).toBeVisible();
  await control.locator("h1").click();
  await control.keyboard.press("v");
  await expect(screen.locator(".ask-list")).toHaveCount(0);
  await expect(reader.locator(".asks li")).toHaveCount(0);
  await expect(reader.getByText("De lijst met vragen is nu even niet te zien.")).toBeVisible();
  await expect(control.getByText("Alle vragen zijn nu verborgen", { exact: false })).toBeVisible();
  await expectAllAccessible({ reader, screen, control });
  await control.getByRole("button", { name: "Toon de vragen weer" }).click();
  await expect(reader.locator(".asks li")).toHaveCount(2);
});

test("look-alikes are joined, an address is noticed, and by keyboard the next question comes under the hand", async ({
  people,
  server,
}) => {
  const session = await begin(server);
  const [one, two] = [await people.phone(session), await people.phone(session)];
  const control = await people.control(session);
  await ask(one, "Wanneer begint het volgende seminar over sociale innovatie?");
  await expect(row(control, "Wanneer begint")).toHaveCount(1);
  await ask(two, "Wanneer begint dat volgende seminar sociale innovatie? Mail jan@voorbeeld.nl");
  await expect(control.getByText("Let op: er lijkt een e-mailadres", { exact: false })).toBeVisible();
  await expect(control.getByText("Lijkt op vraag 1:")).toBeVisible();
  await expectAllAccessible({ control });
  await control.getByRole("button", { name: "Voeg samen met vraag 1 bij vraag 2" }).click();
  await expect(row(control, "1 vraag erbij gevoegd")).toBeVisible();
  await expect(row(two, "Wanneer begint")).toContainText("Samengevoegd met een andere vraag");
  const show = control.getByRole("button", { name: "Toon bij vraag 1", exact: true });
  await ask(one, "Een heel ander onderwerp");
  await expect(row(control, "Een heel ander")).toBeVisible();
  await show.focus();
  await control.keyboard.press("Enter");
  await expect(row(two, "Uw vraag hoort hierbij")).toBeVisible();
  await expect(control.getByRole("button", { name: "Toon bij vraag 3", exact: true })).toBeFocused();
  await expectStep(control, "vragen.open");
});

test("without a script one asks and votes all the same", async ({ people, server }) => {
  const session = await begin(server, "vrij.open");
  const asker = await people.phone(session, { javaScriptEnabled: false });
  await ask(asker, "");
  await expect(asker.getByText("U hebt nog niets geschreven.")).toBeVisible();
  await ask(asker, "Gaat dit zonder script?", "Ans");
  await expect(asker.locator(".asks li")).toHaveCount(1);
  await expect(asker.locator(".asks")).toContainText("Ans");
  const other = await people.phone(session, { javaScriptEnabled: false });
  await other.getByRole("button", { name: /Deze vraag heb ik ook/ }).click();
  await expect(other.getByRole("button", { name: /Stemmen: 1/ })).toHaveAttribute("aria-pressed", "true");
  await other.getByRole("button", { name: /Stemmen: 1/ }).click();
  await expect(other.getByRole("button", { name: /Stemmen: 0/ })).toHaveAttribute("aria-pressed", "false");
  const control = await people.control(session, { javaScriptEnabled: false });
  await control.getByRole("button", { name: /^Verberg bij vraag 1/ }).click();
  await other.reload();
  await expect(other.locator(".asks li")).toHaveCount(0);
});

test("a question that is written while the line is gone is stored when it is back", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  await phone.context().setOffline(true);
  await ask(phone, "Hoort u mij?");
  await expect(row(phone, "Hoort u mij?")).toContainText("Nog niet opgeslagen");
  await expect(phone.getByRole("status")).toContainText(/nog niet opgeslagen|Geen verbinding/);
  await phone.reload().catch(() => {});
  await phone.context().setOffline(false);
  await phone.goto(session.join_url);
  await expect(row(phone, "Hoort u mij?")).toContainText("Wacht tot wij hem gelezen hebben", { timeout: 15_000 });
});

test("in English it reads as English, and a question counts its characters", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { locale: "en-GB" });
  await expect(phone.getByRole("heading", { name: "Questions and answers" })).toBeVisible();
  const field = phone.getByLabel("Your question", { exact: true });
  await field.fill("é".repeat(115));
  await expect(phone.getByText("5 characters left")).toBeVisible();
  await field.fill("é".repeat(121));
  await phone.getByRole("button", { name: "Send your question" }).click();
  await expect(phone.locator("#own")).toBeHidden();
  await field.fill("How much is it?");
  await phone.getByRole("button", { name: "Send your question" }).click();
  await expect(row(phone, "How much is it?")).toContainText("Waits until we have read it");
  await expectAllAccessible({ phone });
});

test("all questions stand on pages of their own, for the hall and for the presenter", async ({ people, server }) => {
  const session = await begin(server, "vrij.open");
  for (let asker = 0; asker < 4; asker += 1) {
    const phone = await people.phone(session);
    for (let number = 1; number <= 9; number += 1) {
      await ask(phone, `Vraag ${asker}-${number}`);
      await expect(row(phone, `Vraag ${asker}-${number}`).first()).toContainText("Staat in de lijst");
    }
  }
  const phone = await people.phone(session);
  await expect(phone.locator(".asks li")).toHaveCount(20);
  await phone.getByRole("link", { name: "Alle 36 vragen" }).click();
  await expect(phone.getByText("36 vragen, blad 1 van 2")).toBeVisible();
  await expectAllAccessible({ phone });
  await phone.getByRole("link", { name: "Volgende vragen" }).click();
  await expect(phone.locator(".asks li")).toHaveCount(6);
  await phone.getByRole("button", { name: /Deze vraag heb ik ook/ }).first().click();
  await expect(phone.getByText("blad 1 van 2").or(phone.getByText("blad 2 van 2"))).toBeVisible();

  const control = await people.control(session);
  await control.getByRole("link", { name: "Alle 36 vragen, zoeken" }).click();
  await control.getByLabel("Zoek in de vragen").fill("vraag 3-");
  await control.getByRole("button", { name: "Zoek" }).click();
  await expect(control.getByText("9 vragen gevonden")).toBeVisible();
  await expectAllAccessible({ control });
  await control.getByRole("button", { name: /^Verberg/ }).first().click();
  await expect(control.getByText("9 vragen gevonden")).toBeVisible();
  await expect(row(control, "Verborgen").first()).toBeVisible();
});
