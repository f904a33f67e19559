// @ts-check
// A hall of people without browsers: each has a token of its own and sends answers as a plain form does. Opens no pages, and
// knows no question; the fields are the test's.

/** @typedef {import("./server.js").Server} Server */
/** @typedef {import("./server.js").Session} Session */

export class Crowd {
  #address;
  /** @type {string[]} */
  #cookies;

  /**
   * @param {string} address
   * @param {string[]} cookies
   */
  constructor(address, cookies) {
    this.#address = address;
    this.#cookies = cookies;
  }

  /**
   * @param {Server} server
   * @param {Session} session
   * @param {number} people
   */
  static async of(server, session, people) {
    const address = `${server.url}/${session.code}`;
    const come = async () => {
      const page = await fetch(address);
      await page.text();
      return (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    };
    return new Crowd(address, await Promise.all(Array.from({ length: people }, come)));
  }

  /**
   * Everybody answers once; who is given no fields says nothing.
   * @param {string} question
   * @param {(who: number) => Record<string, string> | undefined} says
   */
  async answer(question, says) {
    await Promise.all(
      this.#cookies.map(async (cookie, who) => {
        const said = says(who);
        if (!said) return;
        const body = new URLSearchParams({ question, round: "1", n: "1", ...said });
        const headers = { cookie, accept: "application/json" };
        const reply = await fetch(`${this.#address}/answers`, { method: "POST", headers, body });
        const { outcome } = await reply.json();
        if (outcome !== "counted") throw new Error(`${body}: ${outcome}`);
      }),
    );
  }

  /**
   * One of them asks something.
   * @param {string} question
   * @param {string} text
   * @param {string} name
   */
  async ask(question, text, name) {
    const [cookie = ""] = this.#cookies;
    const body = new URLSearchParams({ question, round: "1", n: "1", text, name });
    const reply = await fetch(`${this.#address}/asks`, { method: "POST", headers: { cookie, accept: "application/json" }, body });
    if (!reply.ok) throw new Error(`${body}: ${reply.status}`);
  }
}
