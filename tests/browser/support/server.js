// @ts-check
// A server of our own for a test: the built binary on a free port, with folders that go when it goes.
// Speaks to it as an organiser's machine does. Opens no pages.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BINARY = process.env.PEIL_BINARY ?? path.join(ROOT, "target/debug/peil");
/** Known to the tests, so that they need not read it from the data folder. */
const ORGANISER_KEY = "a-key-that-only-the-tests-know-0123456789";
/** A debug server starts within a second; ten times that on a busy machine. In milliseconds. */
const START_MS = 10_000;

/** The deck that the product ships and most tests use. */
export const DECK = "sociale-innovatie";

/**
 * @typedef {object} Session
 * @property {string} id
 * @property {string} code
 * @property {string} join_url
 * @property {string} screen_url
 * @property {string} control_url
 */

/**
 * @typedef {object} Results
 * @property {ResultQuestion[]} questions
 * @property {{ participant: number, cells: Record<string, Cell> }[]} rows
 */
/** @typedef {{ id: string, answered: number, present: number, changes: number, revealed: boolean, counts: Record<string, number>, segment?: boolean }} ResultQuestion */
/** @typedef {{ choices?: string[], text?: string | null, at?: string, missing?: string }} Cell */

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

export class Server {
  /** Where it listens, without a slash at the end; the same after a restart. */
  url;
  /** The link that it prints for the organiser. */
  deskLink = "";
  /** Where people come in when a proxy stands in front. */
  /** @type {string | undefined} */
  publicUrl;
  /** All that it wrote, for when a test fails. */
  log = "";
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;
  #folder;

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  /**
   * A server on a copy of `polls/`, running.
   * @param {string[]} more further arguments
   */
  static async start(more = []) {
    const server = new Server(await mkdtemp(path.join(tmpdir(), "peil-")), await freePort());
    await cp(path.join(ROOT, "polls"), server.polls, { recursive: true });
    await server.run(more);
    return server;
  }

  get polls() {
    return path.join(this.#folder, "polls");
  }

  get data() {
    return path.join(this.#folder, "data");
  }

  /**
   * Starts the process; after `kill` on the same data and the same port.
   * @param {string[]} more
   */
  async run(more = []) {
    const child = spawn(
      BINARY,
      ["serve", "--listen", new URL(this.url).host, "--data", this.data, "--polls", this.polls, ...more],
      {
        cwd: this.#folder,
        env: { PATH: process.env.PATH, PEIL_ORGANISER_KEY: ORGANISER_KEY },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.#process = child;
    /** @type {Promise<string>} */
    const link = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no desk link within ${START_MS} ms:\n${this.log}`)), START_MS);
      /** @param {Buffer} bytes */
      const read = (bytes) => {
        this.log += bytes;
        const found = this.log.slice(from).match(/https?:\/\/\S+\/desk\?key=\S+/);
        if (found) {
          clearTimeout(late);
          resolve(found[0]);
        }
      };
      const from = this.log.length;
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", (code) => {
        clearTimeout(late);
        reject(new Error(`the server stopped with ${code}:\n${this.log}`));
      });
    });
    // A server that is killed later must not fail a promise that nobody waits for any more.
    link.catch(() => {});
    this.deskLink = await link;
  }

  /** As a power cut: no time to say goodbye. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Stops it and removes its folders. */
  async stop() {
    await this.#end("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /**
   * @param {string} method
   * @param {string} address behind `/api/v1/`
   * @param {unknown} [body]
   */
  async api(method, address, body) {
    const response = await fetch(`${this.url}/api/v1/${address}`, {
      method,
      headers: {
        authorization: `Bearer ${ORGANISER_KEY}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return response;
  }

  /**
   * @param {string} deck
   * @returns {Promise<Session>}
   */
  async startSession(deck = DECK) {
    const response = await this.api("POST", "sessions", { deck });
    if (response.status !== 201) {
      throw new Error(`the session did not start: ${response.status} ${await response.text()}`);
    }
    return this.#here(await response.json());
  }

  /**
   * The session with links to this machine: those it gives out lead to the network card that phones would use.
   * @param {Session} session
   */
  #here(session) {
    for (const link of /** @type {const} */ (["join_url", "screen_url", "control_url"])) {
      const { pathname, search } = new URL(session[link]);
      session[link] = `${this.publicUrl ?? this.url}${pathname}${search}`;
    }
    return session;
  }

  /**
   * @param {Session} session
   * @returns {Promise<string>}
   */
  async step(session) {
    return (await (await this.api("GET", `sessions/${session.id}`)).json()).step;
  }

  /**
   * Steers a session and returns the step it is at afterwards.
   * @param {Session} session
   * @param {string} command
   * @param {{ from?: string, slide?: string, since?: number }} [more]
   * @returns {Promise<string>}
   */
  async command(session, command, more = {}) {
    const from = more.from ?? (await this.step(session));
    const response = await this.api("POST", `sessions/${session.id}/commands`, { ...more, command, from });
    if (!response.ok) {
      throw new Error(`${command} from ${from}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()).step;
  }

  /**
   * Ends a session and makes its results final: nothing can change any more.
   * @param {Session} session
   */
  async finish(session) {
    await this.command(session, "end");
    await this.command(session, "finish");
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await this.api("GET", `sessions/${session.id}`);
      if ((await answer.json()).sealed) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the session is never sealed");
  }

  /**
   * Brings a session to a step, by showing the slide and pressing next until it is there.
   * @param {Session} session
   * @param {string} step
   */
  async goTo(session, step) {
    const [slide] = step.split(".");
    await this.command(session, "show", { slide });
    for (let presses = 0; (await this.step(session)) !== step; presses += 1) {
      if (presses > 4) {
        throw new Error(`the session does not come to ${step}`);
      }
      await this.command(session, "next");
    }
  }

  /**
   * Votes as a script does: each by a token of its own that was never seen in the room, one after another, at once.
   * @param {Session} session
   * @param {string} question
   * @param {number} count
   */
  async sendBots(session, question, count) {
    const address = `${this.url}/${session.code}`;
    for (let bot = 0; bot < count; bot += 1) {
      const page = await fetch(address);
      const [cookie = ""] = (page.headers.get("set-cookie") ?? "").split(";");
      const [, choice = ""] = (await page.text()).match(/name="?choice"? value="?([a-z0-9-]+)/) ?? [];
      const form = new URLSearchParams({ question, round: "1", n: "1", choice });
      const headers = { cookie, accept: "application/json" };
      const reply = await fetch(`${address}/answers`, { method: "POST", headers, body: form });
      const { outcome } = await reply.json();
      if (outcome !== "counted") {
        throw new Error(`a bot's vote: ${outcome}`);
      }
    }
  }

  /**
   * A file of a session's results, as text.
   * @param {Session} session
   * @param {string} file
   */
  async file(session, file) {
    const response = await this.api("GET", `sessions/${session.id}/${file}`);
    return response.text();
  }

  /**
   * @param {Session} session
   * @returns {Promise<Results>}
   */
  async results(session) {
    return (await this.api("GET", `sessions/${session.id}/results.json`)).json();
  }
}
