// @ts-check
// Bars of both askings of a question have one measure on the screen: equal parts are equally long.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expectStep } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

const DECK = `+++
title = "Twee keer"
+++

# Hoe bekend bent u ermee? {#eerst}

- (goed) Goed
- (niet) Niet

---

# En nu? {#daarna repeat=eerst}
`;

for (const height of [1080, 600]) {
  test(`equal parts of both askings are equally long, in a window ${height} high`, async ({ people, server }) => {
    writeFileSync(path.join(server.polls, "twee-keer.md"), DECK);
    const session = await server.startSession("twee-keer");
    const screen = await people.screen(session);
    await screen.setViewportSize({ width: Math.round((height * 16) / 9), height });
    for (const question of ["eerst", "daarna"]) {
      await server.goTo(session, `${question}.open`);
      await server.sendBots(session, question, 3);
      await server.goTo(session, `${question}.revealed`);
    }
    await expectStep(screen, "daarna.revealed");
    await expect(screen.locator(".before .bar")).toHaveCount(2);
    const widths = await screen
      .locator("[data-option]")
      .first()
      .locator(".bar")
      .evaluateAll((bars) => Promise.all(bars.map(async (bar) => {
        await Promise.all(bar.getAnimations().map((animation) => animation.finished));
        return bar.getBoundingClientRect().width;
      })));
    expect(widths).toHaveLength(2);
    expect(widths[0]).toBeGreaterThan(100);
    expect(widths[0], "all of three and all of three").toBe(widths[1]);
  });
}
