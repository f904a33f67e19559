// @ts-check
// What is kept and what goes: the organiser deletes and reads the receipt, an attendee reads what is kept, and the
// documents that come with Peil can be read, printed and taken along. By keyboard, and as axe wants it.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { enter, expectAccessible, expectAllByTab } from "../support/access.js";
import { expect, test } from "../support/peil.js";

/** A session of long ago that is over for good, as version 1 wrote it. */
const SEALED = fileURLToPath(new URL("../../golden/sealed-v1.sql", import.meta.url));
/** The deck of that recording, in full: a page puts its words to the answers. */
const DECK = `+++
title = "Webinar over werk"
+++

# Wat kiest u? {#p1}

- (ja) Ja
- (nee) Nee
- (anders) Anders… ____

---

# Hoe belangrijk? {#p2}

1. ( ) Niet
2. ( ) Weinig
3. ( ) Matig
4. ( ) Veel
5. ( ) Heel veel

---

# Wanneer? {#p3}

- (nu) Nu
- (later) Later
- (anders) Anders… ____
`;
/** Node has no SQLite of its own everywhere; Python does. */
const RESTORE = `
import sqlite3, sys
name, recording, deck = sys.argv[1:]
file = sqlite3.connect(name)
file.executescript(open(recording, encoding="utf-8").read())
file.execute("UPDATE charter SET session = 'eerder'")
file.execute("DELETE FROM deck_text WHERE language IS NOT NULL")
file.execute("UPDATE deck_text SET text = ?", (deck,))
file.commit()
`;

test("texts, single answers and all of it are deleted by keyboard, each with a receipt", async ({ ownPeople, ownServer }) => {
  test.setTimeout(120_000);
  execFileSync("python3", ["-c", RESTORE, path.join(ownServer.data, "sessions", "eerder.sqlite"), SEALED, DECK]);
  const desk = await ownPeople.desk();
  const session = new URL("/desk/sessions/eerder", desk.url()).href;
  await desk.goto(session);
  await expect(desk.getByText("Wat deelnemers typten, blijft bewaard tot u het verwijdert.")).toBeVisible();
  for (const [button, gone, left] of [
    ["Ja, verwijder de teksten", "alles wat deelnemers typten", "Totalen, en losse antwoorden zonder tekst."],
    ["Ja, verwijder de losse antwoorden", "alle losse antwoorden", "Totalen."],
    ["Ja, verwijder alles", "de hele bijeenkomst", "Niets."],
  ]) {
    await desk.goto(session);
    await expectAccessible(desk, `desk, a session before ${button}`);
    await enter(desk, desk.getByRole("link", { name: "Verwijder gegevens…" }));
    await expect(desk.getByRole("heading", { name: "Wat wilt u verwijderen?" })).toBeVisible();
    await expectAccessible(desk, `desk, before ${button}`);
    await expectAllByTab(desk, `desk, before ${button}`);
    await enter(desk, desk.getByRole("button", { name: button }));
    await expect(desk.getByRole("heading", { name: "Bewijs van verwijdering" })).toBeVisible();
    await expect(desk.getByText(gone)).toBeVisible();
    await expect(desk.getByText(left, { exact: true })).toBeVisible();
    await expectAccessible(desk, `receipt of ${gone}`);
    await expectAllByTab(desk, `receipt of ${gone}`);
    const [download] = await Promise.all([
      desk.waitForEvent("download"),
      enter(desk, desk.getByRole("link", { name: "Download dit bewijs" })),
    ]);
    expect(download.suggestedFilename()).toBe("receipt.txt");
    expect(readFileSync(await download.path(), "utf8")).toContain(gone);
  }
  await desk.goto(session);
  await expect(desk.getByText("Deze bijeenkomst kennen we niet.")).toBeVisible();
});

test("an attendee reads what is kept, and for how long", async ({ people, server }) => {
  const session = await server.startSession();
  const phone = await people.visitor(`/${session.code}/privacy`);
  await expect(phone.getByText("Wat u zelf typt, wissen we 30 dagen na het einde.")).toBeVisible();
  await expect(phone.getByText("Losse antwoorden wissen we 90 dagen na het einde.")).toBeVisible();
  await expect(phone.getByText("Wat een groep van minder dan 5 mensen op andere vragen antwoordde, laten we niet apart zien.")).toBeVisible();
  await expectAccessible(phone, "what we keep");
  await expectAllByTab(phone, "what we keep");
  await phone.goto(`${phone.url()}?lang=en`);
  await expect(phone.getByText("What you type yourself is erased 30 days after the end.")).toBeVisible();
});

test("the documents are read, printed and taken along", async ({ people }) => {
  test.setTimeout(120_000);
  const desk = await people.desk();
  await enter(desk, desk.getByRole("link", { name: "Documenten" }));
  await expect(desk.getByRole("heading", { name: "Documenten" })).toBeVisible();
  await expectAccessible(desk, "documents");
  const list = desk.url();
  for (const [name, said] of [
    ["Bijlage bij een verwerkersovereenkomst", "naam van de organisatie die de bijeenkomst houdt"],
    ["Toegankelijkheidsverklaring", "Wat nog niet goed is, of niet getoetst"],
  ]) {
    await desk.goto(list);
    await enter(desk, desk.getByRole("link", { name }));
    await expect(desk.getByText(said).first()).toBeVisible();
    await expectAccessible(desk, name);
    await expectAllByTab(desk, name);
    await desk.emulateMedia({ media: "print" });
    await expect(desk.getByText(said).first()).toBeVisible();
    await expect(desk.getByRole("link", { name: "Download als tekst" })).toBeHidden();
    await expect(desk.locator("header.top")).toBeHidden();
    await desk.emulateMedia({ media: "screen" });
    const [download] = await Promise.all([
      desk.waitForEvent("download"),
      enter(desk, desk.getByRole("link", { name: "Download als tekst" })),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toContain(said);
  }
});
