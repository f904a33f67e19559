// @ts-check
// How the browser tests run: one Chromium that is already installed, two workers, no retries.

import { defineConfig } from "@playwright/test";

/** A test that hangs is a failure; the longest walks through a whole deck. In milliseconds. */
const TEST_MS = 120_000;
/** Longer than a frame may take on a busy machine, and than the three seconds in which votes still come in. */
const EXPECT_MS = 10_000;
/** What is not there to be pressed after this time is not there. In milliseconds. */
const ACTION_MS = 10_000;

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  timeout: TEST_MS,
  expect: { timeout: EXPECT_MS },
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time is a fault that we have not understood yet.
  retries: 0,
  forbidOnly: true,
  reporter: process.env.PEIL_REPORT ? [["list"], ["json", { outputFile: process.env.PEIL_REPORT }]] : [["list"]],
  use: {
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    actionTimeout: ACTION_MS,
    launchOptions: {
      executablePath: process.env.PEIL_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // One process for the pages of a person, and none in store: to start them took half of the time of a short test.
        "--renderer-process-limit=1",
      ],
    },
  },
});
