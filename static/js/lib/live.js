// @ts-check
/**
 * One page's connection to its room: states and ticks in, commands out. It comes back by itself after any close but
 * 4500–4999, and believes epoch and frame numbers only. Never draws anything and never decides what a state means.
 */

/**
 * @typedef {{texts?: Record<string, string>, level?: number, counts?: number[], answered?: number}} Figures
 * @typedef {{epoch: string, frame: number, wait: number, step: string, view: string, title: string,
 *   parts: Record<string, string>, live: Figures}} State
 * @typedef {{step: string, refused?: string, sentence?: string, repeated?: boolean}} Reply
 * @typedef {{slide?: string, since?: number, seconds?: number, ask?: number, into?: number, round?: number}} More `since`: a moment, in ms since 1970.
 * @typedef {{token?: string, language: string}} Hello
 * @typedef {"open" | "lost" | "over"} Link `over`: the server said not to come back.
 * @typedef {object} Handlers
 * @property {(state: State) => void} state the whole visible state, each time it changed
 * @property {(live: Figures) => void} tick the moving figures of the state as it is
 * @property {(link: Link, code: number) => void} [link] the connection came, went, or ended with this close code
 * @property {(milliseconds: number) => void} [delay] the time a question to the server and back took
 */

/** The subprotocol of version 1. */
const PROTOCOL = "peil.v1";
/** Longest wait before a reconnect, ms: people look at their screen again after about this long. */
const WAIT_MAX_MS = 8_000;
/** Base of the wait until a state told another, ms. */
const WAIT_MS = 800;
/** A ping as often as this, ms: shows the delay, and keeps proxies (usually 30–60 s) from closing. */
const PING_MS = 10_000;
/** A pong later than this, ms, means a dead connection that still says it is open. */
const PONG_MS = 8_000;
/** A handshake longer than this, ms, will not succeed any more. */
const OPEN_MS = 10_000;
/** Waking up fires several events; within this time, ms, they count as one. */
const WAKE_MS = 1_000;
/** A command that got no reply is sent again after a reconnect within this time, ms; older presses are forgotten. */
const COMMAND_KEEP_MS = 10_000;
/** Commands that would undo themselves when sent twice, as no step tells the two apart. */
const ONCE_ONLY = new Set(["black", "more-time", "renew-screen", "renew-control"]);

/**
 * Connects to `path` on this page's own host.
 *
 * @param {string} path
 * @param {Hello} hello what opens every connection
 * @param {Handlers} handlers
 * @param {{epoch: string, frame: number, wait?: number}} [seen] the state that the page was made with
 */
export function connect(path, hello, handlers, seen) {
  return new Live(path, hello, handlers, seen);
}

/** @typedef {{id: number, message: Record<string, unknown>, command: string, at: number, sent: number,
 *   resolve: (reply: Reply) => void}} Pending */

export class Live {
  #url;
  #hello;
  #handlers;
  /** @type {WebSocket | null} The connection in use. */
  #socket = null;
  /** @type {WebSocket | null} Its successor, until that has opened: nothing is lost in between. */
  #next = null;
  #epoch = "";
  #frame = -1;
  #wait = WAIT_MS;
  #attempts = 0;
  #over = false;
  /** Kept, so that a repeat after a reconnect is known as the same command. @type {Map<number, Pending>} */
  #pending = new Map();
  /** Starts anywhere, so that the ids of a reloaded page do not repeat those of the page before it. */
  #id = Math.floor(Math.random() * 1_000_000_000);
  #pingId = 0;
  #pingAt = 0;
  #awake = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retryTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #openTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pongTimer;

  /**
   * @param {string} path
   * @param {Hello} hello
   * @param {Handlers} handlers
   * @param {{epoch: string, frame: number, wait?: number}} [seen]
   */
  constructor(path, hello, handlers, seen) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#url = `${scheme}//${location.host}${path}`;
    this.#hello = hello;
    this.#handlers = handlers;
    if (seen) {
      this.#epoch = seen.epoch;
      this.#frame = seen.frame;
      this.#wait = seen.wait ?? WAIT_MS;
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#wake();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.#wake();
    });
    addEventListener("online", () => this.#wake());
    // An open socket keeps a page out of the back/forward cache.
    addEventListener("pagehide", () => this.#drop());
    setInterval(() => this.#ping(), PING_MS);
    this.#open();
  }

  /** Whether the server hears us now, as far as anyone can tell. */
  get connected() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * Asks for a command, starting from the step that the person saw. Resolves with the server's reply, with `refused`
   * when it said no, or with `refused: "offline"` when it could not be asked in time. Never rejects.
   *
   * @param {string} command
   * @param {string} [from]
   * @param {More} [more]
   * @returns {Promise<Reply>}
   */
  command(command, from, more = {}) {
    const id = ++this.#id % 4_000_000_000;
    const message = { type: "command", id, command, from, ...more };
    return new Promise((resolve) => {
      const pending = { id, message, command, at: Date.now(), sent: 0, resolve };
      this.#pending.set(id, pending);
      setTimeout(() => this.#giveUp(id), COMMAND_KEEP_MS);
      this.#sendPending();
      if (pending.sent === 0 && ONCE_ONLY.has(command)) this.#giveUp(id);
    });
  }

  #open() {
    if (this.#over || this.#next) return;
    clearTimeout(this.#retryTimer);
    const socket = new WebSocket(this.#url, PROTOCOL);
    this.#next = socket;
    this.#openTimer = setTimeout(() => this.#failed(socket, 1006), OPEN_MS);
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", (event) => this.#heard(socket, String(event.data)));
    socket.addEventListener("close", (event) => this.#failed(socket, event.code));
  }

  /** @param {WebSocket} socket */
  #opened(socket) {
    if (socket !== this.#next) return socket.close();
    clearTimeout(this.#openTimer);
    const former = this.#socket;
    this.#socket = socket;
    this.#next = null;
    former?.close();
    socket.send(JSON.stringify({ type: "hello", ...this.#hello }));
    this.#sendPending();
    this.#handlers.link?.("open", 0);
    this.#ping();
  }

  /**
   * A close is never an end, whatever it calls itself: phones and proxies close "cleanly" too.
   *
   * @param {WebSocket} socket
   * @param {number} code
   */
  #failed(socket, code) {
    const isNext = socket === this.#next;
    const isCurrent = socket === this.#socket;
    if (!isNext && !isCurrent) return;
    if (isNext) this.#next = null;
    if (isCurrent) this.#socket = null;
    clearTimeout(this.#openTimer);
    if (isCurrent) clearTimeout(this.#pongTimer);
    if (socket.readyState <= WebSocket.OPEN) socket.close();
    if (code >= 4500 && code <= 4999) {
      this.#over = true;
      this.#drop();
      this.#handlers.link?.("over", code);
      return;
    }
    if (!this.#socket) this.#handlers.link?.("lost", code);
    // While a successor is on its way, that is the retry.
    if (!this.#next) this.#retryLater();
  }

  #retryLater() {
    clearTimeout(this.#retryTimer);
    const longest = Math.min(WAIT_MAX_MS, this.#wait * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 10);
    this.#retryTimer = setTimeout(() => this.#open(), Math.random() * longest);
  }

  /** After sleep or a lost network the socket may only seem alive: a fresh one brings the full state. */
  #wake() {
    const now = Date.now();
    if (now - this.#awake < WAKE_MS) return;
    this.#awake = now;
    this.#attempts = 0;
    this.#open();
  }

  #drop() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#openTimer);
    clearTimeout(this.#pongTimer);
    const sockets = [this.#socket, this.#next];
    this.#socket = null;
    this.#next = null;
    for (const socket of sockets) socket?.close();
  }

  /**
   * @param {WebSocket} socket
   * @param {string} text
   */
  #heard(socket, text) {
    /** @type {{type: string} & Record<string, any>} */
    const message = JSON.parse(text);
    switch (message.type) {
      case "state":
        this.#wait = message.wait ?? this.#wait;
        this.#attempts = 0;
        if (this.#isNew(message)) this.#handlers.state(/** @type {any} */ (message));
        break;
      case "tick":
        // A tick of another epoch belongs to a state that is still on its way.
        if (message.epoch === this.#epoch && this.#isNew(message)) this.#handlers.tick(message.live);
        break;
      case "reply":
        this.#replied(/** @type {any} */ (message));
        break;
      case "pong":
        if (socket === this.#socket && message.id === this.#pingId) {
          clearTimeout(this.#pongTimer);
          this.#handlers.delay?.(Math.round(performance.now() - this.#pingAt));
        }
        break;
      default:
      // Newer servers may say more; what this page does not know is not for it.
    }
  }

  /** @param {Record<string, any>} message */
  #isNew({ epoch, frame }) {
    if (epoch === this.#epoch && frame <= this.#frame) return false;
    this.#epoch = epoch;
    this.#frame = frame;
    return true;
  }

  #ping() {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    this.#pingId += 1;
    this.#pingAt = performance.now();
    socket.send(JSON.stringify({ type: "ping", id: this.#pingId }));
    clearTimeout(this.#pongTimer);
    this.#pongTimer = setTimeout(() => this.#failed(socket, 1006), PONG_MS);
  }

  #sendPending() {
    if (!this.connected) return;
    for (const pending of this.#pending.values()) {
      if (pending.sent > 0 && ONCE_ONLY.has(pending.command)) continue;
      pending.sent += 1;
      this.#socket?.send(JSON.stringify(pending.message));
    }
  }

  /** @param {Reply & {id: number}} message */
  #replied({ id, step, refused, sentence }) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.resolve({ step, refused, sentence, repeated: pending.sent > 1 });
  }

  /** @param {number} id */
  #giveUp(id) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.resolve({ step: "", refused: "offline" });
  }
}
