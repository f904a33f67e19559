// @ts-check
// Answers in each phone's own order: the same with and without script, and again after a reload.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "../../support/peil.js";

const DECK = `+++
title = "Door elkaar"
+++

# Waar denkt u aan? {#denkt .shuffle}

- [a] Aan mensen
- [b] Aan machines
- [c] Aan geld
- [d] Aan tijd
- [e] Aan ruimte
- [anders] Iets anders… ____

---

# En wat nog meer? {#meer .shuffle}

- [a] Mensen
- [b] Machines
- [c] Geld
- [d] Tijd
- (geen) Niets

---

# Wat moet eerst? {#eerst .ranking .shuffle}

- [a] Mensen
- [b] Machines
- [c] Geld
- [d] Tijd
`;

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page */
const rows = (page) =>
  page.locator("[data-shuffled] > li").evaluateAll((all) => all.map((row) => row.dataset.option ?? row.dataset.key));

test("the script finds the numbers that the server finds", async () => {
  const root = new URL("../../../../", import.meta.url);
  const text = readFileSync(new URL("static/phone/shuffle.js", root), "utf8");
  const lot = new Function(`let arrange;${text};return lot;`)();
  for (const vector of JSON.parse(readFileSync(new URL("tests/shuffled.json", root), "utf8"))) {
    expect(lot([vector.token, vector.question, vector.round, vector.option].join(" "))).toBe(vector.lot);
  }
});

test("a phone keeps its order with script and without, from question to question, and what closes the list stays last", async ({
  people,
  server,
}) => {
  writeFileSync(path.join(server.polls, "elkaar.md"), DECK);
  const session = await server.startSession("elkaar");
  await server.goTo(session, "denkt.open");
  const phones = [];
  for (let count = 0; count < 4; count++) phones.push(await people.phone(session));
  const orders = new Set();
  for (const phone of phones) {
    const order = await rows(phone);
    expect(order.at(-1)).toBe("anders");
    await phone.reload();
    expect(await rows(phone)).toEqual(order);
    const token = await phone.context().cookies();
    const bare = await people.phone(session, {
      javaScriptEnabled: false,
      storageState: { cookies: token, origins: [] },
    });
    expect(await rows(bare)).toEqual(order);
    orders.add(order.join(" "));
  }
  expect(orders.size).toBeGreaterThan(1);
  const [phone] = phones;
  // A frame brings the deck's order, and the script puts it right.
  for (const question of ["meer", "eerst"]) {
    await server.goTo(session, `${question}.open`);
    await expect(phone.locator(`h1[data-question=${question}]`)).toBeVisible();
    const order = await rows(phone);
    await phone.reload();
    expect(await rows(phone)).toEqual(order);
    if (question === "meer") expect(order.at(-1)).toBe("geen");
  }
  // What is tapped comes first; what is taken out goes back to its place.
  const order = await rows(phone);
  await phone.locator(".place").nth(2).click();
  expect((await rows(phone))[0]).toBe(order[2]);
  await phone.locator(".place").nth(0).click();
  expect(await rows(phone)).toEqual(order);
});
