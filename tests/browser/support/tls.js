// @ts-check
// A TLS proxy as an organisation puts in front of Peil: it ends TLS, passes everything on, and names the sender.
// Its certificate is made on the spot and trusted by nobody.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export class TlsProxy {
  /** What requests came in, as method and path, for a test to look at. */
  /** @type {string[]} */
  requests = [];
  /** Where to pass them on: set once the server runs. */
  target = "";
  /** @type {https.Server} */
  #server;

  /** @param {https.Server} server */
  constructor(server) {
    this.#server = server;
  }

  static async start() {
    const folder = await mkdtemp(path.join(tmpdir(), "peil-tls-"));
    const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
    await run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"],
      ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
    ]);
    const server = https.createServer({ key: await readFile(key), cert: await readFile(certificate) });
    await rm(folder, { recursive: true });
    const proxy = new TlsProxy(server);
    server.on("request", (request, response) => proxy.#pass(request, response));
    server.on("upgrade", (request, socket, head) => proxy.#upgrade(request, socket, head));
    await new Promise((resolve) => server.listen(0, "localhost", () => resolve(undefined)));
    return proxy;
  }

  get url() {
    const address = this.#server.address();
    return `https://localhost:${typeof address === "object" && address ? address.port : ""}`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** @param {http.IncomingMessage} request */
  #onward(request) {
    this.requests.push(`${request.method} ${request.url}`);
    const { hostname, port } = new URL(this.target);
    return http.request({
      hostname,
      port,
      method: request.method,
      path: request.url,
      // The Host stays as the browser sent it; the sender's address and the scheme are the proxy's to say.
      headers: { ...request.headers, "x-forwarded-for": request.socket.remoteAddress, "x-forwarded-proto": "https" },
    });
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  #pass(request, response) {
    const onward = this.#onward(request);
    onward.on("response", (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {import("node:stream").Duplex} socket
   * @param {Buffer} head
   */
  #upgrade(request, socket, head) {
    const onward = this.#onward(request);
    onward.on("upgrade", (reply, server, rest) => {
      const headers = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("")}\r\n`);
      socket.write(rest);
      server.write(head);
      server.pipe(socket).pipe(server);
      server.on("error", () => socket.destroy());
      socket.on("error", () => server.destroy());
    });
    onward.on("response", (reply) => {
      socket.end(`HTTP/1.1 ${reply.statusCode} ${reply.statusMessage}\r\nconnection: close\r\n\r\n`);
    });
    onward.on("error", () => socket.destroy());
    onward.end();
  }
}
