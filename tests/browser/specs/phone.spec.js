// @ts-check
// What a phone costs and what it can do without: weight, requests, scripts.

import { gunzipSync } from "node:zlib";
import http from "node:http";

import { answer, expectStored } from "../support/pages.js";
import { expect, test } from "../support/peil.js";

/** Fits in the first ten segments that a server may send at once. */
const PAGE_BYTES_MAX = 14 * 1024;

/**
 * A page as it travels: compressed, with its header.
 * @param {string} address
 * @returns {Promise<{ bytes: number, text: string, encoding: string }>}
 */
function fetchRaw(address) {
  return new Promise((resolve, reject) => {
    const request = http.get(address, { headers: { "accept-encoding": "gzip", "accept-language": "nl" } }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        const encoding = response.headers["content-encoding"] ?? "";
        const header = response.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
        resolve({ bytes: body.length + header, text: String(encoding ? gunzipSync(body) : body), encoding });
      });
    });
    request.on("error", reject);
  });
}

for (const step of ["0", "s06", "p1.open", "p2.open", "p4.open", "p4.revealed"]) {
  test(`at ${step} the phone's page is one request of at most 14 KB`, async ({ people, server }) => {
    const session = await server.startSession();
    await (step === "0" ? undefined : server.goTo(session, step));
    const { bytes, encoding, text } = await fetchRaw(session.join_url);
    expect(encoding).toBe("gzip");
    expect(bytes, `${text.length} characters in ${bytes} bytes`).toBeLessThanOrEqual(PAGE_BYTES_MAX);

    const context = await people.visitor("/healthz");
    /** @type {string[]} */
    const requests = [];
    context.on("request", (request) => requests.push(request.url()));
    await context.goto(session.join_url);
    await context.waitForTimeout(1000);
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([session.join_url]);
  });
}

test("without scripts a vote is one tap, and a change another", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p2.open");
  const phone = await people.phone(session, { javaScriptEnabled: false });
  await answer(phone, "Bekend met SI maar niet hoe in te voeren").click();
  await expectStored(phone, "Bekend met SI maar niet hoe in te voeren");
  await phone.getByRole("button", { name: /^Verstuur/ }).click();
  await expect(phone.getByRole("status")).toContainText("Schrijf eerst uw antwoord op.");
  await phone.getByRole("textbox").fill("via mijn vakbond");
  await phone.getByRole("button", { name: /^Verstuur/ }).click();
  await expectStored(phone, "Anders…");
  const results = await server.results(session);
  expect(results.rows.map((row) => row.cells.p2)).toMatchObject([{ choices: ["anders"], text: "via mijn vakbond" }]);
  expect(results.questions.find(({ id }) => id === "p2")).toMatchObject({ answered: 1, changes: 1 });
});

test("a vote that finds no room on the disk says so, and what became of it when its question closes", async ({ people, server }) => {
  const session = await server.startSession();
  await server.goTo(session, "p2.open");
  const phone = await people.visitor("/healthz");
  // Every vote meets a full disk, by either road, until the question is closed.
  let full = true;
  await phone.routeWebSocket(/\/live$/, (page) => {
    const road = page.connectToServer();
    page.onMessage((message) => {
      const vote = JSON.parse(String(message));
      if (!full || vote.type !== "answer") return road.send(message);
      const { question, round, n } = vote;
      page.send(JSON.stringify({ type: "outcome", question, round, n, outcome: "storage_full" }));
    });
  });
  await phone.route("**/answers", (route) => (full ? route.fulfill({ json: { outcome: "storage_full" } }) : route.continue()));
  await phone.goto(session.join_url);
  await answer(phone, "Bekend met SI maar niet hoe in te voeren").click();
  const status = phone.getByRole("status");
  await expect(status).toContainText("Nog niet opgeslagen: onze schijf is vol. We proberen het steeds opnieuw.");
  full = false;
  await server.command(session, "close");
  await expect(status).toContainText(/Uw stem is opgeslagen om|De vraag was al dicht/);
});

test("a code is typed as people type it, and an unknown one keeps what was typed", async ({ people, server }) => {
  const session = await server.startSession();
  const phone = await people.visitor("/");
  const field = phone.getByRole("textbox");
  await field.fill(session.code === "999999" ? "111 111" : "999 999");
  await phone.getByRole("button", { name: "Meedoen" }).click();
  await expect(phone.getByText("Deze code kennen we niet")).toBeVisible();
  await expect(field).toHaveValue(/9|1/);
  await field.fill(`${session.code.slice(0, 3)} ${session.code.slice(3)}`);
  await phone.getByRole("button", { name: "Meedoen" }).click();
  await expect(phone).toHaveURL(new RegExp(`/${session.code}$`));
  await expect(phone.getByRole("main")).toContainText("U doet mee");
});
