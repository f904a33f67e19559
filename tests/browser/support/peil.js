// @ts-check
// What every spec starts from: a server, and the people around it, each with a browser of their own.
// Fails a test on anything that a browser complains about: scripts, policy, or a request to anybody else.

import { expect, test as base } from "@playwright/test";

import { Server } from "./server.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").BrowserContextOptions} Options */
/** @typedef {import("./server.js").Session} Session */

/** A phone in the hand, as most attendees hold it. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const PROJECTOR = { viewport: { width: 1920, height: 1080 } };
const LAPTOP = { viewport: { width: 1280, height: 800 } };

/** How much of the server's log a failed test shows. */
const LOG_CHARS = 3000;

export class People {
  /** @type {import("@playwright/test").Browser} */
  #browser;
  server;
  /** @type {string[]} */
  complaints = [];
  /** @type {import("@playwright/test").BrowserContext[]} */
  #contexts = [];

  /**
   * @param {import("@playwright/test").Browser} browser
   * @param {Server} server
   */
  constructor(browser, server) {
    this.#browser = browser;
    this.server = server;
  }

  /**
   * An attendee who opened the join link.
   * @param {Session} session
   * @param {Options} [options]
   */
  async phone(session, options = {}) {
    return this.#open(session.join_url, { ...PHONE, ...options });
  }

  /**
   * @param {Session} session
   * @param {Options} [options]
   */
  async screen(session, options = {}) {
    return this.#open(session.screen_url, { ...PROJECTOR, ...options });
  }

  /**
   * @param {Session} session
   * @param {Options} [options]
   */
  async control(session, options = {}) {
    return this.#open(session.control_url, { ...LAPTOP, ...options });
  }

  /**
   * The control and the screen in one browser, as on a presenter's laptop.
   * @param {Session} session
   */
  async laptop(session) {
    const control = await this.#open(session.control_url, PROJECTOR);
    const screen = await control.context().newPage();
    await screen.goto(session.screen_url);
    return { control, screen };
  }

  /** @param {Options} [options] */
  async desk(options = {}) {
    return this.#open(this.server.deskLink, { ...LAPTOP, ...options });
  }

  /**
   * Any page of the server, in a browser of its own.
   * @param {string} address
   * @param {Options} [options]
   */
  async visitor(address, options = {}) {
    return this.#open(new URL(address, this.server.url).href, { ...PHONE, ...options });
  }

  async leave() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  /**
   * @param {string} address
   * @param {Options} options
   */
  async #open(address, options) {
    const context = await this.#browser.newContext({ locale: "nl-NL", ...options });
    this.#contexts.push(context);
    this.#listen(context, new URL(address).host);
    const page = await context.newPage();
    const response = await page.goto(address);
    if ((response?.status() ?? 500) >= 500) {
      throw new Error(`${address}: ${response?.status()}: ${await response?.text()}`);
    }
    return page;
  }

  /**
   * @param {import("@playwright/test").BrowserContext} context
   * @param {string} host the only one that may be asked for anything
   */
  #listen(context, host) {
    context.on("console", (message) => {
      const text = message.text();
      // A server that is down or full and a page that does not exist are part of some tests, which look at what people
      // read.
      const expected = /net::ERR_|WebSocket connection to|status of (4\d\d|503)/.test(text);
      if (message.type() === "error" && !expected) {
        this.complaints.push(`console: ${text} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.complaints.push(`script: ${error.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "blob:"].includes(url.protocol) && url.host !== host) {
        this.complaints.push(`a request to ${url.origin}`);
      }
    });
    context.on("page", (page) => {
      page.on("websocket", (socket) => {
        if (new URL(socket.url()).host !== host) {
          this.complaints.push(`a socket to ${socket.url()}`);
        }
      });
    });
  }
}

/**
 * `server` is shared by the tests of a worker, each of which starts sessions of its own; `ownServer` is for a test
 * that kills it or changes its decks.
 *
 * @type {import("@playwright/test").Fixtures<
 *   { people: People, ownServer: Server, ownPeople: People },
 *   { server: Server },
 *   import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions,
 *   import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions
 * >}
 */
const fixtures = {
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  people: async ({ browser, server }, use, info) => invite(new People(browser, server), use, info),
  ownServer: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
  },
  ownPeople: async ({ browser, ownServer }, use, info) => invite(new People(browser, ownServer), use, info),
};

export const test = base.extend(fixtures);

/**
 * @param {People} people
 * @param {(people: People) => Promise<void>} use
 * @param {import("@playwright/test").TestInfo} info
 */
async function invite(people, use, info) {
  await use(people);
  await people.leave();
  if (info.status !== info.expectedStatus) {
    console.log(`The server wrote:\n${people.server.log.slice(-LOG_CHARS)}`);
  }
  expect(people.complaints).toEqual([]);
}

export { expect };
