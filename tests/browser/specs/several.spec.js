// @ts-check
// A question of which several answers may be ticked: by thumb, by keyboard and without script, alone or with others, on
// phone, screen and control.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectAccessible } from "../support/access.js";
import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Regels"
+++

# Waar komt bij u de regeldruk vandaan? {#druk max=2}

- [rijk] De overheid
- [ouders] Ouders of cliënten
- [anders] Iets anders… ____
- (geen) Ik heb er geen last van

---

# En wat helpt? {#helpt}

- [a] Minder regels
- [b] Meer vertrouwen
`;

/** @param {import("../support/server.js").Server} server */
async function begin(server) {
  writeFileSync(path.join(server.polls, "regels.md"), DECK);
  const session = await server.startSession("regels");
  await server.goTo(session, "druk.open");
  return session;
}

/** @param {import("@playwright/test").Page} phone @param {string} name */
const box = (phone, name) => phone.getByRole("checkbox", { name });

test("what is ticked is stored when it is sent, no more than may be and none beside one that stands alone", async ({
  people,
  server,
}) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  const [screen, control] = [await people.screen(session), await people.control(session)];
  await expect(screen.getByText("Kies op uw telefoon, hoogstens 2")).toBeVisible();
  const send = phone.getByRole("button", { name: "Verstuur uw antwoord" });
  await send.click();
  await expect(phone.getByText("Kies eerst een antwoord.").first()).toBeVisible();

  for (const name of ["De overheid", "Iets anders…"]) await box(phone, name).check({ force: true });
  await expect(phone.getByText("nog niet verstuurd")).toHaveCount(2);
  await box(phone, "Ouders of cliënten").click({ force: true });
  await expect(box(phone, "Ouders of cliënten")).not.toBeChecked();
  await expect(phone.locator("main").getByText("U kunt er hoogstens 2 kiezen.")).toBeVisible();
  await phone.getByRole("textbox").fill("de EU");
  await expect(control.getByText("0 van 1")).toBeVisible();
  await send.click();
  await expect(phone.getByText("‘De overheid, Iets anders… de EU’")).toBeVisible();
  await expect(control.getByText("1 van 1")).toBeVisible();
  await expectAccessible(phone, "phone, several answers stored");

  // Reloaded it stands as it was sent; ticks under way do not.
  await box(phone, "Ik heb er geen last van").check({ force: true });
  await expect(box(phone, "De overheid")).not.toBeChecked();
  await phone.reload();
  await expect(box(phone, "De overheid")).toBeChecked();
  await expect(box(phone, "Ik heb er geen last van")).not.toBeChecked();

  // Nothing ticked takes the answer back.
  for (const name of ["De overheid", "Iets anders…"]) await box(phone, name).uncheck({ force: true });
  await send.click();
  await expect(control.getByText("0 van 1")).toBeVisible();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeHidden();
});

test("by keyboard ticks are set with Space, and sent with Enter", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  await box(phone, "De overheid").focus();
  await phone.keyboard.press("Space");
  await phone.keyboard.press("Tab");
  await phone.keyboard.press("Space");
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).focus();
  await phone.keyboard.press("Enter");
  await expect(phone.getByText("‘De overheid, Ouders of cliënten’")).toBeVisible();
});

test("without script ticks are sent by the form, and show when the page is back", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await box(phone, "De overheid").check({ force: true });
  await phone.getByRole("textbox").fill("de EU");
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(phone.getByText("‘De overheid, Iets anders… de EU’")).toBeVisible();
  await expect(box(phone, "Iets anders…")).toBeChecked();
});

test("ticks that are not sent hold the page until the person goes on, and the results say what they add up to", async ({
  people,
  server,
}) => {
  const session = await begin(server);
  const [slow, quick] = [await people.phone(session), await people.phone(session)];
  const screen = await people.screen(session);
  for (const name of ["De overheid", "Ouders of cliënten"]) await box(quick, name).check({ force: true });
  await quick.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(quick.getByText("Uw stem is opgeslagen")).toBeVisible();
  await box(slow, "De overheid").check({ force: true });
  await server.goTo(session, "druk.revealed");
  await expectStep(quick, "druk.revealed");
  await expect(quick.getByText("gemiddeld koos men er 2,0")).toBeVisible();
  await expect(screen.getByText("Meerdere keuzes: gemiddeld 2,0")).toBeVisible();
  await expectAccessible(quick, "phone, results of several answers");
  await slow.getByRole("button", { name: "Ga verder" }).click();
  await expectStep(slow, "druk.revealed");
  await server.goTo(session, "helpt.open");
  await expect(slow.getByText("Kies wat bij u past, en verstuur uw antwoord.")).toBeVisible();
  await expect(box(slow, "Minder regels")).not.toBeChecked();
});

test("while a vote waits for a connection its ticks can be changed back to what is stored", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  let isCut = false;
  await phone.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => !(isCut && String(message).includes('"answer"')) && server.send(message));
  });
  await phone.route("**/answers*", (route) => (isCut ? route.abort() : route.continue()));
  await phone.reload();
  const [control, send] = [await people.control(session), phone.getByRole("button", { name: "Verstuur uw antwoord" })];
  await box(phone, "De overheid").check({ force: true });
  await send.click();
  await expect(phone.getByText("Uw stem is opgeslagen")).toBeVisible();
  isCut = true;
  await box(phone, "Ouders of cliënten").check({ force: true });
  await send.click();
  await box(phone, "Ouders of cliënten").click({ force: true });
  await expect(box(phone, "Ouders of cliënten")).not.toBeChecked();
  await send.click();
  isCut = false;
  await expect(phone.getByText("‘De overheid’")).toBeVisible({ timeout: 30_000 });
  await expect(control.getByText("1 van 1")).toBeVisible();
  const results = await server.results(session);
  expect(results.questions[0].counts).toMatchObject({ rijk: 1, ouders: 0 });
});

test("words that are changed beside another tick hold the page, and let it go", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  for (const name of ["De overheid", "Iets anders…"]) await box(phone, name).check({ force: true });
  await phone.getByRole("textbox").fill("de EU");
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expect(phone.getByText("‘De overheid, Iets anders… de EU’")).toBeVisible();
  await phone.getByRole("textbox").fill("de provincie");
  await server.goTo(session, "helpt.open");
  await phone.getByRole("button", { name: "Ga naar de nieuwe vraag" }).click();
  await expectStep(phone, "helpt.open");
  await expect(box(phone, "Minder regels")).toBeVisible();
});

test("ticks that are sent while the next question waits let the page go", async ({ people, server }) => {
  const session = await begin(server);
  const phone = await people.phone(session);
  await box(phone, "De overheid").check({ force: true });
  await server.goTo(session, "helpt.open");
  await expect(phone.locator(".bar")).toBeVisible();
  await phone.getByRole("button", { name: "Verstuur uw antwoord" }).click();
  await expectStep(phone, "helpt.open");
  await expect(box(phone, "Minder regels")).toBeVisible();
});
