// @ts-check
// Fills in whatever question stands on a phone, as a person would, and says what was said. Each phone answers otherwise,
// and the same way each time, so that a whole deck has one script. Finds controls by the names the forms go by.

import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").Locator} Locator */
/** @typedef {{ choices: string[], number?: string, text?: string, parts?: Record<string, Said> }} Said */
/** @typedef {{ name: string, type: string, values: string[], data: DOMStringMap }} Control Those of one name together. */

/** Would run in a careless page and in a careless spreadsheet. */
const WORDS = "=1+1 <b>eigen</b> woorden";
const STORED = /opgeslagen om|saved at/i;

/**
 * Answers the open question on this phone, sends it, and waits for the word that it is stored.
 *
 * @param {Page} phone
 * @param {number} who
 * @returns {Promise<Said>}
 */
export async function fillIn(phone, who) {
  const form = phone.locator("main form#vote");
  const [kind] = ((await form.getAttribute("class")) ?? "").split(" ");
  const fill = kind === "filled" ? fields : kind === "several" ? ticks : tap;
  const said = await fill(phone, who);
  if (kind) await form.locator("button.primary.send").click();
  await expect(phone.getByRole("status")).toContainText(STORED);
  return said;
}

/**
 * Asks a question of one's own, and waits until the page lists it.
 *
 * @param {Page} phone
 * @param {number} who
 * @returns {Promise<string>}
 */
export async function askOf(phone, who) {
  const text = `Vraag ${who}: ${WORDS}`;
  await phone.locator("#ask-text").fill(text);
  await phone.locator("form.asking button.send").click();
  await expect(phone.locator("#own")).toContainText(text);
  return text;
}

/**
 * One answer, by one tap; with words where it takes them.
 *
 * @param {Page} phone
 * @param {number} who
 * @returns {Promise<Said>}
 */
async function tap(phone, who) {
  const main = phone.getByRole("main");
  const rows = main.locator("li[data-option]");
  const row = rows.nth(who % (await rows.count()));
  const choices = [(await row.getAttribute("data-option")) ?? ""];
  await row.locator("button[name=choice]").click();
  if ((await row.getAttribute("data-own")) === null) return { choices };
  const field = row.getByRole("textbox");
  if (!(await field.isVisible())) return { choices };
  await field.fill(WORDS);
  await row.locator("button.send").click();
  return { choices, text: WORDS };
}

/**
 * Several answers: the last phone denies all others where that can be said, and each other ticks one more than the one
 * before it.
 *
 * @param {Page} phone
 * @param {number} who
 * @returns {Promise<Said>}
 */
async function ticks(phone, who) {
  const form = phone.locator("form#vote");
  const max = Number(await form.getAttribute("data-max"));
  const rows = await form.locator("li[data-option]").evaluateAll((all) =>
    all.map((row) => ({
      key: /** @type {HTMLElement} */ (row).dataset.option ?? "",
      takesWords: "own" in /** @type {HTMLElement} */ (row).dataset,
      isAlone: !!row.querySelector("[data-alone]"),
    })),
  );
  const alone = rows.filter((row) => row.isAlone);
  const free = rows.filter((row) => !row.isAlone);
  const ticked = who === 3 && alone.length ? alone.slice(0, 1) : free.slice(0, Math.min(max, who + 1));
  for (const { key } of ticked) await form.locator(`input[name=choice][value="${key}"]`).check({ force: true });
  const writes = ticked.find((row) => row.takesWords);
  if (writes) await form.locator(`li[data-option="${writes.key}"]`).getByRole("textbox").fill(WORDS);
  return { choices: ticked.map(({ key }) => key), ...(writes ? { text: WORDS } : {}) };
}

/**
 * Every field of a form, whatever its kind; each phone skips another row of a grid.
 *
 * @param {Page} phone
 * @param {number} who
 * @returns {Promise<Said>}
 */
async function fields(phone, who) {
  const form = phone.locator("form#vote");
  /** @type {Said} */
  const said = { choices: [] };
  const lists = form.locator("ol.ranks");
  for (let list = 0; list < (await lists.count()); list += 1) await rank(lists.nth(list), said, who);
  const controls = await named(form);
  const isGrid = controls.filter(({ type }) => type === "radio").length > 2;
  const points = await form.locator(".left[data-all]").count();
  for (const [at, control] of controls.entries()) {
    const [holds, ...path] = control.name.split(".");
    if (isGrid && (who + at) % 4 === 3) continue;
    const part = partOf(said, path);
    const all = form.locator(`[name="${control.name}"]`);
    if (control.type === "radio" || control.type === "checkbox") {
      const value = control.values[(who + at) % control.values.length] ?? "";
      await all.and(form.locator(`[value="${value}"]`)).check({ force: true });
      if (holds === "number") part.number = value;
      else part.choices.push(value);
    } else if (holds === "number" && points) {
      // Everything to one option, another for each phone.
      if (at !== who % controls.length) continue;
      part.number = control.data.max ?? "";
      await all.fill(part.number);
    } else if (holds === "number") {
      const [min, max, step] = [control.data.min, control.data.max, control.data.step].map(Number);
      const steps = Math.round(((max ?? 0) - (min ?? 0)) / (step || 1));
      const number = (min ?? 0) + (step || 1) * ((who * 7 + 3) % (steps + 1));
      part.number = String(Number(number.toFixed(6)));
      // As it is typed in Dutch.
      await all.fill(part.number.replace(".", ","));
    } else {
      part.text = `woord ${who % 2}`;
      await all.first().fill(part.text);
    }
  }
  return bare(said);
}

/**
 * Gives two options a place, others for each phone: by buttons, or by lists where no script made buttons of them.
 *
 * @param {Locator} list
 * @param {Said} said
 * @param {number} who
 */
async function rank(list, said, who) {
  const keys = await list.locator("li").evaluateAll((rows) => rows.map((row) => /** @type {HTMLElement} */ (row).dataset.key ?? ""));
  const sorted = [...keys].sort();
  const order = [sorted[who % sorted.length] ?? "", sorted[(who + 1) % sorted.length] ?? ""];
  const path = ((await list.getAttribute("data-name")) ?? "").split(".").slice(1);
  for (const [place, key] of order.entries()) {
    const row = list.locator(`li[data-key="${key}"]`);
    const places = row.locator("select");
    if (await places.count()) await places.selectOption(String(place + 1));
    else await row.locator("button.place").click();
  }
  partOf(said, path).choices = order;
}

/**
 * The controls that hold an answer, those of one name together; not those of rankings.
 *
 * @param {Locator} form
 * @returns {Promise<Control[]>}
 */
async function named(form) {
  return form.evaluate((element) => {
    /** @type {Map<string, Control>} */
    const found = new Map();
    for (const control of /** @type {HTMLFormElement} */ (element).elements) {
      const { name, type, value, dataset } = /** @type {HTMLInputElement} */ (control);
      if (!/^(choice|number|text)(\.|$)/.test(name) || control.closest("ol.ranks")) continue;
      const known = found.get(name) ?? { name, type, values: [], data: { ...dataset } };
      known.values.push(value);
      found.set(name, known);
    }
    // Words beside an answer to choose belong to it, and are not asked for here.
    return [...found.values()].filter(({ name }) => !name.startsWith("text") || !found.has(name.replace("text", "choice")));
  });
}

/**
 * @param {Said} said
 * @param {string[]} path
 * @returns {Said}
 */
function partOf(said, [first, ...rest]) {
  if (first === undefined) return said;
  const parts = (said.parts ??= {});
  return partOf((parts[first] ??= { choices: [] }), rest);
}

/**
 * @param {Said} said
 * @returns {Said}
 */
function bare(said) {
  for (const [key, part] of Object.entries(said.parts ?? {})) {
    const { choices, number, text, parts } = bare(part);
    if (!choices.length && !number && !text && !parts) delete said.parts?.[key];
  }
  if (!Object.keys(said.parts ?? {}).length) delete said.parts;
  return said;
}
