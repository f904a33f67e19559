// @ts-check
// Behind a TLS proxy, as most webinars run: secure cookies, live sockets over TLS, and the same session.

import { expectStep, vote } from "../support/pages.js";
import { expect, People, test } from "../support/peil.js";
import { Server } from "../support/server.js";
import { TlsProxy } from "../support/tls.js";

/** The certificate was made a moment ago. */
const TRUSTING = { ignoreHTTPSErrors: true };

test("behind a TLS proxy cookies are secure and sockets run over TLS", async ({ browser }) => {
  const proxy = await TlsProxy.start();
  const server = await Server.start(["--public-url", proxy.url, "--trusted-proxy", "127.0.0.1,::1"]);
  proxy.target = server.url;
  server.publicUrl = proxy.url;
  const people = new People(browser, server);
  try {
    expect(server.deskLink).toContain(`${proxy.url}/desk?key=`);
    const session = await server.startSession();
    const phone = await people.phone(session, TRUSTING);
    const screen = await people.screen(session, TRUSTING);
    const control = await people.control(session, TRUSTING);
    await people.desk(TRUSTING);
    for (const page of [phone, screen, control]) {
      expect(new URL(page.url()).origin).toBe(proxy.url);
      const cookies = await page.context().cookies();
      expect(cookies.length).toBeGreaterThan(0);
      for (const cookie of cookies) {
        expect(cookie, cookie.name).toMatchObject({ secure: true, httpOnly: true });
      }
    }
    expect((await phone.context().cookies()).map(({ name }) => name)).toContain(`__Secure-peil-${session.code}`);

    await control.bringToFront();
    await server.goTo(session, "p1.shown");
    await expectStep(control, "p1.shown");
    await control.getByRole("button", { name: "Open de vraag" }).click();
    await expectStep(phone, "p1.open");
    await expectStep(screen, "p1.open");
    await vote(phone, "Nut en effect van sociale innovatie");
    expect((await server.results(session)).questions[0]).toMatchObject({ answered: 1, counts: { nut: 1 } });
    const sockets = proxy.requests.filter((request) => request.endsWith("/live"));
    expect(new Set(sockets)).toEqual(
      new Set([`GET /${session.code}/live`, `GET /screen/${session.code}/live`, `GET /control/${session.code}/live`]),
    );
    expect(people.complaints).toEqual([]);
  } finally {
    await people.leave();
    await server.stop();
    proxy.stop();
  }
});
