// @ts-check
// Every page in every state, for everybody: axe in light and dark, 320 px, text at 200 %, and the keyboard alone.
// The states stand in one table; one that was not visited fails the run.

import { enter, expectAccessible, expectAllByTab } from "../support/access.js";
import { answer, breathe, expectStep, expectStored, vote } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** @typedef {import("@playwright/test").Page} Page */

/** An hour's worth of states takes longer than one test usually may. In milliseconds. */
const LONG_MS = 300_000;

/** More votes at once by whom nobody saw come in than people make. */
const BOTS = 40;

/** Where a session can stand: a slide of each kind, and a question of each shape in each phase. */
const STEPS = [
  "0",
  "s01",
  "s06",
  "s14",
  "p1.shown",
  "p1.open",
  "p1.closed",
  "p1.revealed",
  "p2.open",
  "p2.revealed",
  "p4.open",
  "alarm",
  "aside",
  "p4.revealed",
  "black",
  "0.ended",
];

for (const audience of /** @type {const} */ (["phone", "screen", "control"])) {
  test(`the ${audience} is for everybody, in every state`, async ({ people, server }) => {
    test.setTimeout(LONG_MS);
    const session = await server.startSession();
    const page = await people[audience](session);
    const voter = audience === "phone" ? page : await people.phone(session);
    const visited = [];
    let since = 0;
    for (const step of STEPS) {
      if (step === "black") {
        await server.command(session, "black");
        await expect(page.locator("body")).toHaveAttribute("data-view", "black");
      } else if (step === "0.ended") {
        await server.command(session, "end");
      } else if (step === "alarm") {
        since = Date.now();
        await server.sendBots(session, "p4", BOTS);
      } else if (step === "aside" && audience === "control") {
        await page.getByRole("button", { name: /^Zet apart wat sinds \d\d:\d\d kwam$/ }).click();
      } else if (step === "aside") {
        await server.command(session, "set-aside", { since });
      } else if (step !== "0") {
        await server.goTo(session, step);
      }
      if (audience === "control" && step === "alarm") {
        await expect(page.getByRole("heading", { name: "Stemt hier een programma?" })).toBeVisible();
      } else if (audience === "control" && step === "aside") {
        await expect(page.getByLabel("Apart gezet").getByText(`${BOTS} antwoorden apart gezet`)).toBeVisible();
        await expect(page.locator("#bring-back"), "a second Enter undoes, and never steps on").toBeFocused();
      }
      if (audience === "phone" && step === "p2.revealed") {
        // Who was writing keeps the words, and is told.
        await expect(page.getByRole("button", { name: "Ga verder" })).toBeVisible();
        await expectAccessible(page, `${audience} at ${step}, still writing`);
        await page.getByRole("button", { name: "Ga verder" }).click();
      }
      if (!["black", "alarm", "aside"].includes(step)) {
        await expectStep(page, step);
      }
      await expectAccessible(page, `${audience} at ${step}`);
      if (step === "p1.open") {
        await vote(voter, "Nut en effect van sociale innovatie");
        await expectAccessible(page, `${audience} at ${step}, with a vote`);
      } else if (step === "p2.open") {
        await answer(voter, "Anders…").click();
        await expectAccessible(page, `${audience} at ${step}, writing`);
      }
      visited.push(step);
    }
    expect(visited).toEqual(STEPS);
  });
}

test("the pages around a session are for everybody", async ({ people, server }) => {
  test.setTimeout(LONG_MS);
  const session = await server.startSession();
  await server.goTo(session, "p1.open");
  const visitor = await people.visitor("/");
  const unknown = session.code === "999999" ? "/111111" : "/999999";
  for (const [address, status] of /** @type {const} */ ([
    ["/", 200],
    [unknown, 404],
    [`/${session.code}/privacy`, 200],
    ["/nergens/te/vinden", 404],
    ["/desk/key", 200],
  ])) {
    const response = await visitor.goto(new URL(address, server.url).href);
    expect(response?.status(), address).toBe(status);
    await expectAccessible(visitor, address);
  }
  const desk = await people.desk();
  for (const address of [
    "/desk",
    "/desk/decks/sociale-innovatie",
    `/desk/sessions/${session.id}`,
    `/desk/sessions/${session.id}/delete`,
  ]) {
    const response = await desk.goto(new URL(address, desk.url()).href);
    expect(response?.status(), address).toBe(200);
    await expectAccessible(desk, address);
    await expectAllByTab(desk, address);
  }
});

test("every control is reached by Tab, and its focus can be seen", async ({ people, server }) => {
  test.setTimeout(LONG_MS);
  const session = await server.startSession();
  const pages = { phone: await people.phone(session), control: await people.control(session) };
  for (const step of ["0", "p2.shown", "p2.open", "p2.closed", "p2.revealed", "0.ended"]) {
    if (step === "0.ended") {
      await server.command(session, "end");
    } else if (step !== "0") {
      await server.goTo(session, step);
    }
    for (const [name, page] of Object.entries(pages)) {
      await page.bringToFront();
      await expectStep(page, step);
      await expectAllByTab(page, `${name} at ${step}`);
    }
  }
});

test("an attendee votes by keyboard alone", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.open");
  const phone = await people.phone(session);
  await enter(phone, answer(phone, "Nut en effect van sociale innovatie"));
  await expectStored(phone, "Nut en effect van sociale innovatie");
});

test("a presenter steers by Tab and Enter alone", async ({ people, server }) => {
  const session = await server.startSession();
  const control = await people.control(session);
  /**
   * @param {string} name
   * @param {string} step
   */
  const press = async (name, step) => {
    await breathe(control);
    await enter(control, control.getByRole("button", { name }).first());
    await expectStep(control, step);
  };
  await press("Begin met dia 1", "s01");
  await press("Toon dia 2", "p1.shown");
  await press("Open de vraag", "p1.open");
  await press("Sluit de vraag", "p1.closed");
  await press("Ongedaan maken", "p1.open");
  await press("Sluit de vraag", "p1.closed");
  await press("Open opnieuw", "p1.open");
  await press("Sluit de vraag", "p1.closed");
  await press("Toon de uitslag", "p1.revealed");
  await press("Verberg de uitslag", "p1.closed");
  await press("Terug", "s01");
  await breathe(control);
  await enter(control, control.getByRole("button", { name: "Zwart scherm" }));
  await expect(control.getByText("Het scherm is nu zwart.")).toBeVisible();
  await breathe(control);
  await enter(control, control.getByRole("button", { name: "Scherm weer aan" }).first());
  await expect(control.getByText("Het scherm is nu zwart.")).toBeHidden();
});

test("an organiser runs a session from start to deletion by Tab and Enter alone", async ({ people }) => {
  test.setTimeout(LONG_MS);
  const desk = await people.desk();
  await enter(desk, desk.getByRole("button", { name: "Start Webinar sociale innovatie", exact: true }));
  await expect(desk).toHaveURL(/\/desk\/sessions\//);
  const address = desk.url();
  for (const link of ["het scherm", "de bediening"]) {
    await enter(desk, desk.locator("summary", { hasText: `Toon de link voor ${link}` }));
    await enter(desk, desk.locator("details[open]").getByRole("button", { name: /Vernieuw link/ }));
    await expect(desk.getByText("Nieuwe link gemaakt. De oude werkt niet meer.")).toBeVisible();
    await desk.goto(address);
  }
  await enter(desk, desk.getByRole("button", { name: "Gebruik dit adres" }));
  await expect(desk.locator("main")).toBeVisible();
  await desk.goto(address);
  await enter(desk, desk.locator("summary", { hasText: "Beëindig de bijeenkomst" }));
  await enter(desk, desk.getByRole("button", { name: "Ja, beëindig de bijeenkomst" }));
  await enter(desk, desk.getByRole("button", { name: "Hervat de bijeenkomst" }));
  await enter(desk, desk.getByRole("link", { name: "Verwijder gegevens…" }));
  await enter(desk, desk.getByRole("button", { name: "Ja, verwijder alles" }));
  await expect(desk).toHaveURL(/\/desk\/receipts\//);
  await expect(desk.getByRole("heading", { name: "Bewijs van verwijdering" })).toBeVisible();
  await enter(desk, desk.getByRole("button", { name: "English" }));
  await expect(desk.locator("html")).toHaveAttribute("lang", "en");
});

test("a presenter jumps, wipes and ends by Tab and Enter alone", async ({ people, server }) => {
  test.setTimeout(LONG_MS);
  const session = await server.startSession();
  await server.goTo(session, "p1.closed");
  const control = await people.control(session, { viewport: { width: 1280, height: 800 } });
  await expectStep(control, "p1.closed");
  await enter(control, control.locator("summary", { hasText: "Wis de stemmen" }));
  await breathe(control);
  await enter(control, control.getByRole("button", { name: "Ja, wis alle stemmen" }));
  await expectStep(control, "p1.shown");
  await breathe(control);
  await enter(control, control.getByRole("button", { name: /Kwaliteit van de arbeid \(1\)/ }));
  await expectStep(control, "s06");
  await enter(control, control.locator("summary", { hasText: "Beëindig de bijeenkomst" }));
  await breathe(control);
  await enter(control, control.getByRole("button", { name: "Ja, beëindig de bijeenkomst" }));
  await expectStep(control, "0.ended");
});
