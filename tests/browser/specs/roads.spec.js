// @ts-check
// Where a proxy stands in the way: a phone finds the best road by itself, its vote counts once, and its status says
// what is true. What the proxy saw tells which road was taken.

import { expectStep, vote } from "../support/pages.js";
import { expect, test as base } from "../support/peil.js";
import { NarrowProxy } from "../support/narrow.js";
import { Server } from "../support/server.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("../support/peil.js").People} People */
/** @typedef {import("../support/server.js").Session} Session */

const JSON_PLEASE = { headers: { accept: "application/json" } };
const NUT = "Nut en effect van sociale innovatie";
const WAYS = [{ name: "events", events: true }, { name: "looking", events: false }];
/** A better road is tried every 22.5 to 37.5 s. */
const BETTER = { timeout: 50_000 };

/**
 * A server of which everybody but the tests only sees the proxy, and a session with its first question open.
 * @type {import("@playwright/test").Fixtures<
 *   { narrow: NarrowProxy, session: Session }, {}, { ownServer: Server }, {}
 * >}
 */
const fixtures = {
  narrow: async ({ ownServer }, use) => {
    const proxy = await NarrowProxy.start(ownServer.url);
    ownServer.publicUrl = proxy.url;
    await use(proxy);
    proxy.stop();
  },
  session: async ({ ownServer, narrow }, use) => {
    expect(ownServer.publicUrl).toBe(narrow.url);
    const session = await ownServer.startSession();
    await ownServer.goTo(session, "p1.open");
    await use(session);
  },
};

const test = base.extend(fixtures);

/**
 * Reads the result on the phone, and holds it against the server's.
 * @param {Page} phone
 * @param {Server} server
 * @param {Session} session
 */
async function expectCountedOnce(phone, server, session) {
  const { questions } = await server.results(session);
  expect(questions[0]).toMatchObject({ answered: 1, present: 1, changes: 0, counts: { nut: 1 } });
  await server.goTo(session, "p1.revealed");
  await expect(phone.getByRole("main")).toContainText("1 deelnemer stemde.");
  await expect(phone.getByRole("status")).not.toContainText("verbinding");
}

/**
 * A phone that got no socket and has turned to events, which come or are gathered.
 * @param {People} people
 * @param {NarrowProxy} narrow
 * @param {Session} session
 * @param {{ events: boolean }} way
 */
async function phoneWithoutSocket(people, narrow, session, { events }) {
  Object.assign(narrow, { sockets: false, events });
  const phone = await people.phone(session);
  await expect.poll(() => narrow.count("events", 200)).toBe(1);
  return phone;
}

test("where sockets are stripped a phone runs on events and votes by plain requests", async ({
  ownPeople: people,
  ownServer: server,
  narrow,
  session,
}) => {
  const phone = await phoneWithoutSocket(people, narrow, session, { events: true });
  await vote(phone, NUT);
  const looks = narrow.count("look");
  await expectCountedOnce(phone, server, session);
  await server.goTo(session, "p2.open");
  await expectStep(phone, "p2.open");
  expect(narrow.count("look"), "the news came by events").toBe(looks);
  expect([narrow.count("vote"), narrow.count("socket", 101)]).toEqual([1, 0]);
  expect(narrow.count("socket", 426)).toBeGreaterThanOrEqual(2);
});

test("where events are gathered too a phone looks every few seconds", async ({
  ownPeople: people,
  ownServer: server,
  narrow,
  session,
}) => {
  narrow.sockets = narrow.events = false;
  const phone = await people.phone(session);
  await vote(phone, NUT);
  await expect.poll(() => narrow.count("events", 200)).toBe(1);
  await expectCountedOnce(phone, server, session);
  await server.goTo(session, "p2.open");
  await expectStep(phone, "p2.open");
  // Past the moment at which events are given up.
  await expect.poll(() => narrow.count("look"), { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
  await expect(phone.getByRole("status")).not.toContainText("verbinding");
  expect([narrow.count("vote"), narrow.count("socket", 101)]).toEqual([1, 0]);
  const [first, ...later] = narrow.seen.filter(({ what }) => what === "look").map(({ at }) => at);
  // One for each road that failed, and one every three seconds.
  const needed = 3 + ((later[later.length - 1] ?? 0) - (first ?? 0)) / 3000;
  // The first may fall anywhere in its three seconds.
  expect(later.length + 1).toBeLessThanOrEqual(Math.ceil(needed));
});

for (const { name, events } of WAYS) {
  test(`once a proxy lets sockets through again a phone goes from ${name} to a socket`, async ({
    ownPeople: people,
    ownServer: server,
    narrow,
    session,
  }) => {
    const phone = await phoneWithoutSocket(people, narrow, session, { events });
    narrow.sockets = true;
    await expect.poll(() => narrow.count("socket", 101), BETTER).toBe(1);
    const looks = narrow.count("look");
    await vote(phone, NUT);
    await expectCountedOnce(phone, server, session);
    expect([narrow.count("vote"), narrow.count("look")], "all went by the socket").toEqual([0, looks]);
  });
}

for (const { name, events } of WAYS) {
  test(`by ${name} a phone comes back after the server died, with the vote of meanwhile`, async ({
    ownPeople: people,
    ownServer: server,
    narrow,
    session,
  }) => {
    const phone = await phoneWithoutSocket(people, narrow, session, { events });
    // Events are given up by now, where they do not come.
    await expect.poll(() => narrow.count("look"), { timeout: 20_000 }).toBeGreaterThanOrEqual(events ? 1 : 4);
    await server.kill();
    await phone.getByRole("main").getByRole("button", { name: NUT }).click();
    await expect(phone.getByRole("status")).toContainText("Nog niet opgeslagen", { timeout: 15_000 });
    await server.run();
    await expect(phone.getByRole("status")).toContainText("opgeslagen om", { timeout: 15_000 });
    await expectCountedOnce(phone, server, session);
    expect(narrow.count("socket", 101)).toBe(0);
  });
}

test("on events a phone whose cookies are gone is still the same participant", async ({
  ownPeople: people,
  ownServer: server,
  narrow,
  session,
}) => {
  narrow.sockets = false;
  const phone = await people.phone(session);
  await vote(phone, NUT);
  await expect.poll(() => narrow.count("events", 200)).toBe(1);
  await phone.context().clearCookies();
  await phone.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  // Once without a name, which is not enough, and once with the page's own.
  await expect.poll(() => narrow.count("events", 200)).toBe(3);
  const looks = narrow.count("look");
  await expectCountedOnce(phone, server, session);
  expect(narrow.count("look"), "the news came by events").toBe(looks);
});

test("a phone that comes back sees the present at once, and a dead socket is replaced within seconds", async ({
  ownPeople: people,
  ownServer: server,
  narrow,
  session,
}) => {
  const phone = await people.phone(session);
  await vote(phone, NUT);
  expect([narrow.count("socket", 101), narrow.count("vote")]).toEqual([1, 0]);
  narrow.forget();
  await server.goTo(session, "p2.open");
  const drawn = async () => (await (await fetch(session.join_url, JSON_PLEASE)).json()).state.step;
  await expect.poll(drawn).toBe("p2.open");
  const woken = Date.now();
  await phone.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expectStep(phone, "p2.open");
  expect(narrow.count("socket", 101), "the state did not wait for a socket").toBe(1);
  await expect.poll(() => narrow.count("socket", 101)).toBe(2);
  // Three seconds of proof, and as much again for a busy machine.
  expect(Date.now() - woken).toBeLessThan(6000);
});

test("a phone leaves a server that is full alone for as long as it says", async ({
  ownPeople: people,
  ownServer: server,
  narrow,
  session,
}) => {
  const phone = await people.phone(session);
  await expect.poll(() => narrow.count("socket", 101)).toBe(1);
  narrow.full = 4;
  narrow.cut();
  await expect.poll(() => narrow.count("look", 503), { timeout: 30_000 }).toBe(1);
  const told = Date.now();
  await phone.getByRole("main").getByRole("button", { name: NUT }).click();
  await expect(phone.getByRole("status")).toContainText("Nog niet opgeslagen");
  // At least four seconds from the word that it is full; what was under way then may still come in.
  await phone.waitForTimeout(2500 - (Date.now() - told));
  expect(narrow.seen.filter(({ at }) => at > told + 500), "nothing more was asked").toEqual([]);
  narrow.full = undefined;
  await expect(phone.getByRole("status")).toContainText("opgeslagen om", { timeout: 20_000 });
  await expectCountedOnce(phone, server, session);
});
