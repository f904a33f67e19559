// @ts-check
// What a session came to, for its organiser: the page of results and what hangs on it, for everybody; by keyboard, narrow,
// on paper and without script. One session that is over serves all tests here, beside one with a single vote and an empty one.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { enter, expectAccessible, expectAllByTab, expectNarrow } from "../support/access.js";
import { Crowd } from "../support/crowd.js";
import { expect, test } from "../support/peil.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("../support/server.js").Session} Session */

const DECK = `+++
title = "Regiobijeenkomst over arbeidsomstandigheden"
+++

# Wat is uw rol? {#rol .segment}

- (leiding) Leidinggevende
- (mede) Medewerker

---

# Gaat u het doen? {#doen}

- (tijd) Alleen als er naast het gewone werk tijd is om iets nieuws uit te proberen
- (ja) Ja
- (nee) Nee
- (anders) Anders… ____

---

# En nu, gaat u het doen? {#nu repeat=doen}

---

# Hoeveel kans van slagen heeft dit? {#kans .rating}

## Minder verantwoordingsverplichtingen {#regels}

1. ( ) Geen kans
2. ( ) Kleine kans
3. ( ) Grote kans

---

# Welk cijfer geeft u? {#cijfer .number min=1 max=10}

---

# Wat neemt u mee? {#mee .open max=140}

---

# Vragen {#vragen .questions}
`;

/** Enough for two groups of which parts are told. */
const PEOPLE = 40;
const OWN = { choice: "anders", text: "via mijn vakbond" };
/** The moments of a course are at least so far apart, in milliseconds. */
const APART_MS = 5_000;

// In order, in one worker: they share what the first of them waits for.
test.describe.configure({ mode: "default" });

/** @type {Record<"many" | "one" | "empty", Session>} */
let sessions;

test.beforeAll(async ({ server }) => {
  writeFileSync(path.join(server.polls, "regio.md"), DECK);
  const start = async () => server.startSession("regio");
  sessions = { many: await start(), one: await start(), empty: await start() };
  const { many, one } = sessions;
  const crowd = await Crowd.of(server, many, PEOPLE);
  await server.goTo(many, "doen.open");
  await crowd.answer("doen", (who) => (who < 5 ? { choice: "ja" } : undefined));
  const since = Date.now();
  const half = (/** @type {number} */ who) => who < PEOPLE / 2;
  /** @type {[string, (who: number) => Record<string, string>][]} */
  const others = [
    ["rol", (who) => ({ choice: half(who) ? "leiding" : "mede" })],
    ["nu", (who) => ({ choice: half(who) ? "ja" : "tijd" })],
    ["kans", (who) => ({ several: "1", "choice.regels": String(1 + (who % 3)) })],
    ["cijfer", (who) => ({ several: "1", number: String(4 + (who % 6)) })],
    ["mee", (who) => ({ several: "1", text: who % 2 ? "Samen oefenen" : "Arbeidsongeschiktheidsverzekeringsmaatschappij" })],
  ];
  await server.goTo(one, "doen.open");
  await (await Crowd.of(server, one, 1)).answer("doen", () => ({ choice: "nee" }));
  await server.goTo(one, "doen.revealed");
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, since + APART_MS - Date.now())));
  await crowd.answer("doen", (who) => (who < 5 ? undefined : who > 5 ? { choice: half(who) ? "nee" : "tijd" } : OWN));
  await server.goTo(many, "doen.revealed");
  for (const [question, says] of others) {
    await server.goTo(many, `${question}.open`);
    await crowd.answer(question, says);
  }
  await server.goTo(many, "vragen.open");
  await crowd.ask("vragen", "Wie betaalt dit als er geen subsidie meer is?", "Fatima");
  // Groups are told once nothing can change any more.
  await server.finish(many);
});

/** @param {Session} session */
const at = (session) => `/desk/sessions/${session.id}`;

/**
 * @param {Page} desk
 * @param {string} address
 */
async function open(desk, address) {
  const response = await desk.goto(new URL(address, desk.url()).href);
  expect(response?.status(), address).toBe(200);
}

/** What other specs look at in Dutch, and here in English. */
const ELSEWHERE = ["together", "compare", "delete", "documents"];

for (const [lang, locale] of [["nl", "nl-NL"], ["en", "en-GB"]]) {
  test(`an organiser's pages after a session are for everybody, in ${lang}`, async ({ people }) => {
    const { many, one, empty } = sessions;
    const desk = await people.desk({ locale });
    const pages = [
      `${at(empty)}/results`,
      `${at(one)}/results`,
      `${at(many)}/results?by=rol`,
      `${at(many)}/together?first=doen&second=nu`,
      `/desk/compare?session=${many.id}&session=${one.id}`,
      `${at(many)}/delete`,
      "/desk/documents",
      "/desk",
    ];
    for (const address of pages.filter((address) => lang === "en" || !ELSEWHERE.some((word) => address.includes(word)))) {
      await open(desk, address);
      await expect(desk.locator("html")).toHaveAttribute("lang", lang ?? "");
      // What folds out is looked at too.
      await desk.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      await expectAccessible(desk, `${address} in ${lang}`);
    }
  });
}

test("figures, groups, a headline, the course and a chart are had by keyboard alone", async ({ people }) => {
  const desk = await people.desk();
  await open(desk, `${at(sessions.many)}/results`);
  await expectAllByTab(desk, "results");

  await enter(desk, desk.getByRole("link", { name: "Procent", exact: true }));
  await expect(desk).toHaveURL(/show=percents/);
  await expect(desk.getByRole("link", { name: "Procent", exact: true })).toHaveAttribute("aria-current", "true");

  await tabTo(desk, desk.getByLabel("Splits de uitslagen uit naar"));
  await desk.keyboard.press("ArrowDown");
  await enter(desk, desk.getByRole("button", { name: "Toon" }));
  await expect(desk).toHaveURL(/show=percents.*by=rol/);
  const split = desk.locator("#nu .groups");
  await expect(split.getByRole("columnheader", { name: "Leidinggevende" })).toBeVisible();
  await expect(split.getByRole("row", { name: /^Ja/ }).getByRole("cell"), "read as all other figures").toHaveText(["100%", "0%"]);

  const doen = desk.locator("#doen");
  const headline = doen.locator(".headline");
  const generated = (await headline.textContent()) ?? "";
  for (const [text, told] of [["De helft wacht op tijd", "De helft wacht op tijd"], ["", generated]]) {
    await enter(desk, doen.getByText("Schrijf zelf een kop"));
    await tabTo(desk, doen.getByLabel("Kop boven deze uitslag"));
    await desk.keyboard.press("ControlOrMeta+a");
    await desk.keyboard.press("Delete");
    await desk.keyboard.type(text ?? "");
    await enter(desk, doen.getByRole("button", { name: "Bewaar de kop" }));
    await expect(headline).toHaveText(told ?? "");
  }

  await enter(desk, doen.getByText("Zo kwam de uitslag tot stand"));
  const slider = doen.getByRole("slider", { name: "Moment" });
  await tabTo(desk, slider);
  await expect(slider).toHaveAttribute("aria-valuetext", /: .*Ja 5, Nee/);
  const last = (await slider.getAttribute("aria-valuetext")) ?? "";
  await desk.keyboard.press("ArrowLeft");
  await expect(slider).not.toHaveAttribute("aria-valuetext", last);
  await expect(slider).toHaveAttribute("aria-valuetext", /^0:05: .*Ja 5, Nee 0/);
  await expect(doen.getByText("0:05 · 5 deelnemers")).toBeVisible();
  await desk.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", last);

  await enter(desk, doen.getByText("Grafiek als plaatje"));
  const [chart] = await Promise.all([
    desk.waitForEvent("download"),
    enter(desk, doen.getByRole("link", { name: "SVG voor een document" })),
  ]);
  expect(chart.suggestedFilename()).toMatch(/\.svg$/);
});

test("a file says how far it is while others come first, and why it did not come", async ({ people }) => {
  const desk = await people.desk();
  await open(desk, at(sessions.many));
  const files = desk.getByRole("region", { name: "Bestanden" });
  const link = files.getByRole("link", { name: /Excel/ });
  const plain = await link.getAttribute("href");
  // As the server says it when others come first; how it comes to that is tried where time can be held.
  let looks = 0;
  await desk.route("**/desk/makings/*", (route) => {
    looks += 1;
    const said = "export.xlsx wacht op zijn beurt: er worden eerst andere bestanden gemaakt.";
    return looks < 8 ? route.fulfill({ json: { over: false, failed: false, said } }) : route.continue();
  });
  const [file] = await Promise.all([desk.waitForEvent("download"), enter(desk, link), sees()]);
  expect(file.suggestedFilename()).toMatch(/export\.xlsx$/);
  expect(await file.failure()).toBeNull();
  await expect(files.getByRole("status")).toHaveText(/^export\.xlsx is klaar\./);
  await expect(files.getByRole("progressbar", { includeHidden: true })).toHaveCount(0);
  await expect(link).toHaveAttribute("href", plain ?? "");

  await link.evaluate((link, address) => link.setAttribute("href", address), `${at(sessions.many)}/charts/nooit.svg`);
  await enter(desk, link);
  await expect(files.getByRole("status")).toHaveText(/^nooit\.svg is niet gemaakt\. \S/);

  async function sees() {
    await expect(files.getByRole("status")).toHaveText(/^export\.xlsx wacht op zijn beurt/);
    await expect(files.getByRole("progressbar", { includeHidden: true })).toBeVisible();
    await expectAccessible(desk, "a file under way");
  }
});

test("in 320 px with letters twice as large every figure stands beside its name", async ({ people }) => {
  const desk = await people.desk();
  for (const address of [`${at(sessions.many)}/results?by=rol`, `/desk/compare?session=${sessions.many.id}&session=${sessions.one.id}`, "/desk"]) {
    await open(desk, address);
    await desk.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    await expectNarrow(desk, address);
    // Tables of groups and of moments are wider than any phone, and scroll; others fold.
    const lost = await desk.locator(".figures:not(.groups) td, .rooms td").evaluateAll((cells) =>
      cells
        .filter((cell) => !cell.closest("vote-course") && cell.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map((cell) => cell.outerHTML.slice(0, 120)),
    );
    expect(lost, address).toEqual([]);
    // A line of one letter is no line.
    const tall = await desk.locator("td").evaluateAll((cells) =>
      cells.filter((cell) => cell.getBoundingClientRect().height > 640).map((cell) => cell.outerHTML.slice(0, 120)),
    );
    expect(tall, address).toEqual([]);
  }
});

test("paper has the results and none of the desk", async ({ people }) => {
  const desk = await people.desk();
  await desk.emulateMedia({ media: "print" });
  await open(desk, `${at(sessions.many)}/results?by=rol`);
  for (const told of [".headline", ".figures", ".drawn", ".said", ".log", ".contents"]) {
    await expect(desk.locator(told).first(), told).toBeVisible();
  }
  for (const tool of [".top", ".back", ".shows", ".split-by", ".charts", ".edit", ".course"]) {
    await expect(desk.locator(tool).first(), tool).toBeHidden();
  }
  await open(desk, `${at(sessions.many)}/together?first=doen&second=nu`);
  await expect(desk.locator(".leads")).toBeVisible();
  await expect(desk.locator(".two")).toBeHidden();
});

test("without script all of it works, and the course is a table", async ({ people }) => {
  const desk = await people.desk({ javaScriptEnabled: false });
  await open(desk, `${at(sessions.many)}/results`);
  await expect(desk.getByRole("button", { name: "Druk af" })).toBeHidden();
  await desk.getByRole("link", { name: "Aantal", exact: true }).click();
  await expect(desk).toHaveURL(/show=counts/);
  await desk.getByLabel("Splits de uitslagen uit naar").selectOption("rol");
  await desk.getByRole("button", { name: "Toon" }).click();
  await expect(desk.getByRole("columnheader", { name: "Medewerker" }).first()).toBeVisible();
  const doen = desk.locator("#doen");
  await doen.getByText("Zo kwam de uitslag tot stand").click();
  await expect(doen.getByRole("slider")).toHaveCount(0);
  await doen.getByText("Alle momenten in een tabel").click();
  await expect(doen.getByRole("rowheader", { name: "0:05" })).toBeVisible();
  for (const text of ["Een eigen kop", ""]) {
    await doen.getByText("Schrijf zelf een kop").click();
    await doen.getByLabel("Kop boven deze uitslag").fill(text);
    await doen.getByRole("button", { name: "Bewaar de kop" }).click();
    await expect(doen.locator(".headline")).toHaveText(text || /^Meeste stemmen|^Evenveel stemmen/);
  }
});

test("the report is one file that opens from a disk, for everybody", async ({ people, server }, info) => {
  const file = info.outputPath("report.html");
  writeFileSync(file, await server.file(sessions.many, "report.html"));
  const reader = await people.visitor(`file://${file}`);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Regiobijeenkomst over arbeidsomstandigheden");
  await expectAccessible(reader, "the report");
  await expectAllByTab(reader, "the report");
  await expectNarrow(reader, "the report");
});

test("what a session promises is chosen by keyboard, and attendees read it", async ({ people }) => {
  const desk = await people.desk();
  const card = desk.getByRole("listitem").filter({ hasText: "Regiobijeenkomst over arbeidsomstandigheden" });
  await enter(desk, card.locator("summary"));
  await tabTo(desk, card.getByRole("radio", { name: /^Open/ }));
  await desk.keyboard.press("ArrowDown");
  await expect(card.getByRole("radio", { name: /^Vertrouwelijk/ })).toBeChecked();
  await tabTo(desk, card.getByLabel("Kleinste groep waarvan u andere antwoorden apart ziet"));
  await desk.keyboard.press("ArrowUp");
  await enter(desk, card.getByRole("button", { name: /^Start / }));
  await expect(desk.getByText("privacy: vertrouwelijk", { exact: true })).toBeVisible();
  const link = await desk.getByLabel("Link voor deelnemers").inputValue();
  const phone = await people.visitor(`${new URL(link).pathname}/privacy`);
  await expect(phone.getByText("Wat een groep van minder dan 6 mensen op andere vragen antwoordde, laten we niet apart zien.")).toBeVisible();
  await expectAccessible(phone, "what a confidential session keeps");
  await phone.goto(`${phone.url()}?lang=en`);
  await expect(phone.locator("html")).toHaveAttribute("lang", "en");
  await expectAccessible(phone, "what a confidential session keeps, in en");
  await expectNarrow(phone, "what a confidential session keeps, in en");
});

/**
 * Moves the focus with Tab to what has this name, and presses nothing.
 * @param {Page} page
 * @param {import("@playwright/test").Locator} target
 */
async function tabTo(page, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; !(await target.evaluate((element) => element === document.activeElement)); presses += 1) {
    if (presses > 200) throw new Error("Tab does not come there");
    await page.keyboard.press("Tab");
  }
}
