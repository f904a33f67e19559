// @ts-check
// The screen in the hall: everything is seen and nothing is cut in any window, the clicker is not fooled, and a lost
// connection leaves the last good picture.

import { click, expectStep, stepOf } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** @typedef {import("@playwright/test").Page} Page */

/** The windows a hall has: two of 16:9, and an old projector. Larger ones only scale. */
const WINDOWS = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
];
/** Text that a hall must read, in pixels at a height of 1080, by what is shown. Tables and steps may be smaller. */
const FLOOR = { question: 44, plain: 30 };
/** Slides, and three more presses on each question. */
const PRESSES = 32 + 3 * 6;
/** Longer than two presses that count as one. */
const PAUSE_MS = 500;

test("every step of the deck fits every window, in letters that a hall can read", async ({ people, server }) => {
  // Fifty steps in three windows.
  test.slow();
  const session = await server.startSession();
  const { screen } = await people.laptop(session);
  await screen.bringToFront();
  for (let presses = 0; presses <= PRESSES; presses += 1) {
    const step = presses === 0 ? await stepOf(screen) : await click(screen);
    for (const size of WINDOWS) {
      await screen.setViewportSize(size);
      // Fitted when the window has changed, which takes a frame.
      await screen.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const { cut, smallest, edges } = await look(screen);
      const where = `${step} at ${size.width}×${size.height}`;
      expect(cut, where).toEqual([]);
      expect(edges.length, `${where}: bars from one edge, so that equal counts look equal`).toBeLessThanOrEqual(1);
      const isWide = size.width / size.height > 1.5;
      if (isWide) {
        expect(smallest, where).toBeGreaterThanOrEqual(step.includes(".") ? FLOOR.question : FLOOR.plain);
      }
    }
  }
});

test("a bouncing, a held and a restarting clicker are not fooled", async ({ people, server }) => {
  const session = await server.startSession();
  const { screen } = await people.laptop(session);
  await screen.bringToFront();
  await screen.keyboard.press("PageDown");
  await screen.keyboard.press("PageDown");
  await expectStep(screen, "s01");
  await screen.waitForTimeout(PAUSE_MS);
  expect(await stepOf(screen), "a double press counts once").toBe("s01");

  // Held down: the same key again and again.
  for (let repeats = 0; repeats < 5; repeats += 1) {
    await screen.keyboard.down("PageDown");
    await screen.waitForTimeout(PAUSE_MS / 2);
  }
  await screen.keyboard.up("PageDown");
  expect(await stepOf(screen), "a held key counts once").toBe("p1.shown");

  await screen.evaluate(() => document.body.setAttribute("data-not-reloaded", ""));
  await screen.keyboard.press("F5");
  await screen.keyboard.press("Escape");
  await screen.waitForTimeout(PAUSE_MS);
  await expect(screen.locator("body[data-not-reloaded]"), "F5 is swallowed").toHaveCount(1);

  await screen.keyboard.press(".");
  await expect(screen.locator("body")).toHaveAttribute("data-view", "black");
  await screen.reload();
  await expect(screen.locator("body"), "a reload shows the same").toHaveAttribute("data-view", "black");
  await screen.keyboard.press("b");
  await expect(screen.getByRole("heading", { level: 1 })).toHaveText("Wat verwacht u van dit webinar?");
});

test("letters are off when the presenter says so, and the clicker stays", async ({ people, server }) => {
  const session = await server.startSession();
  const { screen } = await people.laptop(session);
  await screen.bringToFront();
  await screen.keyboard.press("h");
  await screen.getByRole("checkbox", { name: /letters/ }).uncheck();
  await screen.getByRole("button", { name: "Sluit deze uitleg" }).click();
  await screen.keyboard.press("n");
  await screen.waitForTimeout(PAUSE_MS);
  expect(await stepOf(screen)).toBe("0");
  await screen.keyboard.press("PageDown");
  await expectStep(screen, "s01");
});

test("a screen without the control's cookie shows and obeys nobody", async ({ people, server }) => {
  const session = await server.startSession();
  const screen = await people.screen(session);
  await screen.keyboard.press("PageDown");
  await screen.waitForTimeout(PAUSE_MS);
  expect(await stepOf(screen)).toBe("0");
  await server.goTo(session, "s01");
  await expectStep(screen, "s01");
});

test("the screen speaks the deck's language, whatever the browser's is", async ({ people, server }) => {
  const session = await server.startSession();
  const screen = await people.screen(session, { locale: "en-GB" });
  await expect(screen.getByRole("main")).toContainText("Doe mee met uw telefoon");
  await screen.goto(`${screen.url()}?lang=en`);
  await expect(screen.getByRole("main")).toContainText("Take part with your phone");
  await expect(screen.getByRole("contentinfo")).toContainText("0 participants");
});

test("without a connection the last picture stays, and says so", async ({ ownPeople: people, ownServer: server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p1.shown");
  const screen = await people.screen(session);
  await server.kill();
  await expect(screen.getByText("Geen verbinding")).toBeVisible();
  await expect(screen.getByRole("heading", { level: 1 })).toHaveText("Wat verwacht u van dit webinar?");
  await server.run();
  await expect(screen.getByText("Geen verbinding")).toBeHidden({ timeout: 20_000 });
  await server.goTo(session, "p1.open");
  await expectStep(screen, "p1.open");
});

/**
 * What is cut off or scrolls, the smallest letters in pixels at a height of 1080, and where the rooms of bars begin
 * and end.
 * @param {Page} page
 */
async function look(page) {
  return page.evaluate(() => {
    const cut = [];
    let smallest = Infinity;
    const unit = innerHeight / 1080;
    const root = document.documentElement;
    if (root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1) {
      cut.push("the page scrolls");
    }
    const stage = document.querySelector("main")?.getBoundingClientRect();
    for (const element of document.querySelectorAll("main *, footer *")) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      if (!hasText || getComputedStyle(element).opacity === "0") {
        continue;
      }
      smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize) / unit);
      const box = element.getBoundingClientRect();
      const bottom = element.closest("main") ? (stage?.bottom ?? 0) : innerHeight;
      if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > bottom + 1) {
        cut.push(`${element.tagName} "${element.textContent?.trim().slice(0, 30)}"`);
      }
    }
    const tracks = [...document.querySelectorAll(".track")].map((track) => track.getBoundingClientRect());
    const edges = [...new Set(tracks.map((track) => `${track.left.toFixed(1)} to ${track.right.toFixed(1)}`))];
    // Rounded up to a tenth: sizes are parts of the window's height.
    return { cut, smallest: Math.ceil(smallest * 10) / 10, edges };
  });
}
