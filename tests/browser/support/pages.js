// @ts-check
// How people find their way on the pages: by roles and by what they read. The only attributes used are those that
// the pages themselves run on: the step and the view.

import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

/** Two presses within this time count as one: worn clickers bounce. A little more than the pages wait. */
const BOUNCE_MS = 450;

/**
 * Waits until a page shows this step.
 * @param {Page} page
 * @param {string} step
 */
export async function expectStep(page, step) {
  await expect(page.locator("body")).toHaveAttribute("data-step", step);
}

/**
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function stepOf(page) {
  return (await page.locator("body").getAttribute("data-step")) ?? "";
}

/**
 * Lets a page be ready for a press that is meant as a second one.
 * @param {Page} page
 */
export async function breathe(page) {
  await page.waitForTimeout(BOUNCE_MS);
}

/**
 * One press of the clicker, and what the page shows afterwards.
 * @param {Page} page
 * @returns {Promise<string>} the new step
 */
export async function click(page) {
  const before = await stepOf(page);
  await breathe(page);
  await page.keyboard.press("PageDown");
  await expect(page.locator("body")).not.toHaveAttribute("data-step", before);
  return stepOf(page);
}

/**
 * The answer with this text, as an attendee sees it.
 * @param {Page} page
 * @param {string} text
 */
export function answer(page, text) {
  return page.getByRole("main").getByRole("button", { name: text });
}

/**
 * Taps an answer and waits for the word that it is stored.
 * @param {Page} page
 * @param {string} text
 */
export async function vote(page, text) {
  await answer(page, text).click();
  await expectStored(page, text);
}

/**
 * Writes words of one's own behind an answer, and waits for the word that they are stored.
 * @param {Page} page
 * @param {string} text
 * @param {string} words
 */
export async function write(page, text, words) {
  await answer(page, text).click();
  const field = page.getByRole("textbox");
  await expect(field).toBeVisible();
  await field.fill(words);
  await page.getByRole("button", { name: /^Verstuur/ }).click();
  await expectStored(page, text);
}

/**
 * @param {Page} page
 * @param {string} text
 */
export async function expectStored(page, text) {
  const status = page.getByRole("status");
  await expect(status).toContainText(/opgeslagen|Gewijzigd/);
  await expect(status).toContainText(text);
}
