// @ts-check
// A proxy as some offices and hospitals have: it may let no socket through, gather an answer until it is whole, be
// full, or forget a connection without a word. Notes what it saw, so that a test can tell which road was taken.

import http from "node:http";

/** @typedef {import("node:stream").Duplex} Duplex */

export class NarrowProxy {
  /** Whether an upgrade is passed on; else it arrives as a plain request, as where a proxy strips the header. */
  sockets = true;
  /** Whether events pass as they come; else none before the last. */
  events = true;
  /** Seconds after which to come back, for whoever comes while it is full. */
  /** @type {number | undefined} */
  full;
  /** What came in and what became of it, in the order of the answers. */
  /** @type {{ what: string, status: number, at: number }[]} */
  seen = [];
  /** Both ends of every socket that is open. */
  /** @type {Set<Duplex>} */
  #open = new Set();
  #target;
  #server;

  /** @param {string} target */
  constructor(target) {
    this.#target = new URL(target);
    this.#server = http.createServer((request, response) => this.#pass(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** @param {string} target */
  static async start(target) {
    const proxy = new NarrowProxy(target);
    await new Promise((resolve) => proxy.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    return proxy;
  }

  get url() {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : ""}`;
  }

  stop() {
    this.cut();
    this.#server.close();
  }

  /** Ends every connection, as when the network goes. */
  cut() {
    this.#open.forEach((end) => end.destroy());
    this.#server.closeAllConnections();
  }

  /** Leaves every socket open and passes nothing on any more. */
  forget() {
    for (const end of this.#open) {
      end.unpipe();
      end.pause();
    }
  }

  /**
   * How often this came in: `socket`, `events`, `look`, `vote` or `page`.
   * @param {string} what
   * @param {number} [status] only those that were answered so
   */
  count(what, status) {
    return this.seen.filter((one) => one.what === what && (status === undefined || one.status === status)).length;
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {number} status
   */
  #note(request, status) {
    const path = request.url ?? "";
    const isJson = request.headers.accept === "application/json";
    const what = /\/live$/.test(path)
      ? "socket"
      : /\/events\b/.test(path)
        ? "events"
        : /\/answers\b/.test(path)
          ? "vote"
          : isJson
            ? "look"
            : "page";
    this.seen.push({ what, status, at: Date.now() });
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.IncomingHttpHeaders} headers
   */
  #onward(request, headers) {
    const { hostname, port } = this.#target;
    return http.request({ hostname, port, method: request.method, path: request.url, headers });
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  #pass(request, response) {
    if (this.full !== undefined) {
      this.#note(request, 503);
      response.writeHead(503, { "retry-after": String(this.full), "content-type": "text/plain" }).end("full");
      return;
    }
    const onward = this.#onward(request, request.headers);
    onward.on("response", (reply) => {
      this.#note(request, reply.statusCode ?? 502);
      const isGathered = !this.events && /event-stream/.test(reply.headers["content-type"] ?? "");
      if (!isGathered) {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        // An answer whose server died stays open here, as with some real ones.
        reply.pipe(response);
        return;
      }
      /** @type {Buffer[]} */
      const gathered = [];
      reply.on("data", (piece) => gathered.push(piece));
      reply.on("end", () => response.writeHead(reply.statusCode ?? 502, reply.headers).end(Buffer.concat(gathered)));
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {Duplex} socket
   * @param {Buffer} head
   */
  #upgrade(request, socket, head) {
    socket.on("error", () => socket.destroy());
    /** @param {number} status @param {string} [more] */
    const refuse = (status, more = "") => {
      this.#note(request, status);
      socket.end(`HTTP/1.1 ${status} No\r\n${more}content-length: 0\r\nconnection: close\r\n\r\n`);
    };
    if (this.full !== undefined) {
      refuse(503, `retry-after: ${this.full}\r\n`);
      return;
    }
    const { upgrade, connection, ...bare } = request.headers;
    const onward = this.#onward(request, this.sockets ? request.headers : bare);
    onward.on("upgrade", (reply, server, rest) => {
      this.#note(request, 101);
      const headers = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("")}\r\n`);
      socket.write(rest);
      server.write(head);
      server.pipe(socket).pipe(server);
      for (const [end, other] of /** @type {[Duplex, Duplex][]} */ ([[server, socket], [socket, server]])) {
        this.#open.add(end);
        end.on("error", () => other.destroy());
        end.on("close", () => {
          this.#open.delete(end);
          other.destroy();
        });
      }
    });
    onward.on("response", (reply) => refuse(reply.statusCode ?? 502));
    onward.on("error", () => socket.destroy());
    onward.end();
  }
}
