// @ts-check
// What everybody must be able to do with a page: axe's rules, no sideways scrolling, and every control by keyboard.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 A and AA, and what axe calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What can differ where only the colours do. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
/** What can differ where only the room does: one thing over another, or out of reach. */
const SPACE_RULES = ["color-contrast", "target-size", "scrollable-region-focusable"];

/** The narrowest page that must work, by WCAG 1.4.10, in CSS pixels. */
const NARROW = { width: 320, height: 640 };

/** Everything that Tab must reach. */
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

/**
 * Looks at a page in light and dark, narrow, and with text twice as large; puts it back as it was.
 * @param {Page} page
 * @param {string} name of the page and its state, for the failure's first line
 */
export async function expectAccessible(page, name) {
  const size = page.viewportSize() ?? NARROW;
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await axe(page, COLOUR_RULES), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await axe(page), `${name}, light`).toEqual([]);
  expect(await overflow(page), `${name}, as people hold it`).toEqual([]);
  const grown = await enlarge(page, 2);
  // The screen fits its text to the wall, where nobody sets a size.
  if (!name.startsWith("screen")) {
    expect(grown, `${name}, how much text grows when it is set twice as large`).toBeGreaterThanOrEqual(1.9);
  }
  expect(await overflow(page), `${name}, text at 200 %`).toEqual([]);
  expect(await axe(page, SPACE_RULES), `${name}, text at 200 %`).toEqual([]);
  await enlarge(page, 1);
  await page.setViewportSize(NARROW);
  expect(await overflow(page), `${name}, 320 px`).toEqual([]);
  expect(await axe(page, SPACE_RULES), `${name}, 320 px`).toEqual([]);
  await page.setViewportSize(size);
}

/**
 * The hardest at once: as narrow as it gets, with text twice as large. Nothing sticks out. Leaves the page so.
 * @param {Page} page
 * @param {string} name
 */
export async function expectNarrow(page, name) {
  await page.setViewportSize(NARROW);
  await enlarge(page, 2);
  // A browser whose letters are set larger tells its pages; a script that sets them does not.
  await page.evaluate(() => dispatchEvent(new Event("resize")));
  await expect.poll(() => overflow(page), `${name}, 320 px and text at 200 %`).toEqual([]);
}

/**
 * What axe finds, one line a finding.
 * @param {Page} page
 * @param {string[]} [rules] only these
 * @returns {Promise<string[]>}
 */
async function axe(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(AXE);
  }
  return page.evaluate(async (runOnly) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, {
      runOnly,
      resultTypes: ["violations"],
    });
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(" ")}: ${node.any[0]?.message ?? rule.help}`),
    );
  }, rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS });
}

/**
 * Text of another size, as a person sets it in the browser; says by how much it grew where it grew least.
 * @param {Page} page
 * @param {number} factor
 */
async function enlarge(page, factor) {
  return page.evaluate((factor) => {
    const root = document.documentElement;
    root.style.fontSize = "";
    const texts = [...document.querySelectorAll("h1, h2, p, li, button, td, label")];
    const sizes = () => texts.map((element) => parseFloat(getComputedStyle(element).fontSize));
    const before = sizes();
    if (factor !== 1) {
      root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * factor}px`;
    }
    return Math.min(factor, ...sizes().map((size, index) => size / (before[index] ?? size)));
  }, factor);
}

/**
 * What sticks out at the side, one line an element. What scrolls by itself, such as a wide table, may.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > width) {
      found.push(`the page is ${document.documentElement.scrollWidth} px wide and the window ${width}`);
    }
    /** @param {Element} element */
    const isClipped = (element) => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible" && up !== document.documentElement && up !== document.body) {
          return true;
        }
      }
      return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      // Columns stand beside each other, and what sticks out of one lies under the next.
      const end = element.closest(".columns > *")?.getBoundingClientRect().right ?? width;
      // A pixel for rounding.
      if (box.width > 1 && box.height > 1 && box.right > Math.min(end, width) + 1 && !isClipped(element)) {
        found.push(`${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} ends at ${Math.round(box.right)} of ${Math.round(end)}`);
      }
    }
    return found.slice(0, 5);
  });
}

/**
 * Goes through a page with Tab and holds what was reached against all there is.
 * @param {Page} page
 * @param {string} name
 */
export async function expectAllByTab(page, name) {
  const count = await page.evaluate((controls) => {
    const all = [...document.querySelectorAll(controls)].filter((element) => {
      const hidden = !(/** @type {HTMLElement} */ (element).checkVisibility({ visibilityProperty: true }));
      return !hidden && !element.matches(":disabled, [tabindex='-1'], [inert] *");
    });
    // One of a group of radio buttons is reached by Tab, the others by arrows.
    const reachable = all.filter((element) => !(element instanceof HTMLInputElement && element.type === "radio"));
    reachable.forEach((element, index) => element.setAttribute("data-tab-check", String(index)));
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    getSelection()?.removeAllRanges();
    return reachable.length;
  }, CONTROLS);
  const reached = new Set();
  // Each once, and a few more for the document itself.
  for (let presses = 0; presses < count + 5; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const mark = element?.getAttribute("data-tab-check");
      if (!element || mark === null || mark === undefined) {
        return undefined;
      }
      const style = getComputedStyle(element);
      const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
      return { mark, ring, text: element.textContent?.trim().slice(0, 40) ?? "" };
    });
    if (focus) {
      reached.add(focus.mark);
      expect(focus.ring, `${name}: the ring around "${focus.text}"`).toBeGreaterThanOrEqual(2);
    }
  }
  const missed = await page.evaluate(
    (reached) =>
      [...document.querySelectorAll("[data-tab-check]")]
        .filter((element) => !reached.includes(element.getAttribute("data-tab-check") ?? ""))
        .map((element) => element.outerHTML.slice(0, 120)),
    [...reached],
  );
  expect(missed, `${name}: not reached by Tab`).toEqual([]);
}

/**
 * Moves the focus with Tab to what has this name, and presses Enter.
 * @param {Page} page
 * @param {import("@playwright/test").Locator} target
 */
export async function enter(page, target) {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; !(await isThere()); presses += 1) {
    if (presses > 200) {
      throw new Error("Tab does not come there");
    }
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
}
