import { connect, createServer, type Socket } from "node:net";

export type TcpProxy = {
  readonly port: number;
  /** Added to every way, there and back. */
  delayMs: number;
  /** The share of what either side sends that becomes a reset of both instead: what was asked is not done, or done and not answered. */
  resetShare: number;
  /**
   * Called with what the client sent since its server was last idle, when the server is idle again: all that was written is
   * committed. True cuts the connection before the client hears it.
   */
  cutsAnswerTo: ((sent: string) => boolean) | null;
  /** Nothing comes through and nothing is refused, until it is given back. */
  swallow(on: boolean): void;
  readonly open: () => number;
  readonly resets: () => number;
  close(): Promise<void>;
};

/** ReadyForQuery outside a transaction: message Z, length 5, status I. */
const IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const MOST_KEPT = 200_000;

/** Stands between programs and a server, and does to their connections what networks do. `target` may change its server's port. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let swallowing = false;
  let resets = 0;
  const held: (() => void)[] = [];

  /** In order, late by the delay, or not before the hole is closed. */
  function pass(run: () => void): void {
    if (swallowing) held.push(run);
    else if (proxy.delayMs > 0) setTimeout(run, proxy.delayMs);
    else run();
  }

  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    let sent = "";
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        // An end is as silent in a hole as everything else.
        pass(() => (socket === client ? upstream : client).destroy());
      });
    }
    const breaks = () => {
      if (proxy.resetShare === 0 || Math.random() >= proxy.resetShare) return false;
      resets += 1;
      client.resetAndDestroy();
      upstream.resetAndDestroy();
      return true;
    };
    client.on("data", (chunk: Buffer) => {
      if (breaks()) return;
      if (proxy.cutsAnswerTo) sent = `${sent}${chunk.toString("latin1")}`.slice(-MOST_KEPT);
      pass(() => upstream.write(chunk));
    });
    upstream.on("data", (chunk: Buffer) => {
      if (breaks()) return;
      if (proxy.cutsAnswerTo && chunk.includes(IDLE)) {
        const cut = proxy.cutsAnswerTo(sent);
        sent = "";
        if (cut) {
          client.resetAndDestroy();
          upstream.destroy();
          return;
        }
      }
      pass(() => client.write(chunk));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();

  const proxy: TcpProxy = {
    port: typeof address === "object" && address ? address.port : 0,
    delayMs: 0,
    resetShare: 0,
    cutsAnswerTo: null,
    swallow(on) {
      swallowing = on;
      if (!on) for (const run of held.splice(0)) run();
    },
    open: () => sockets.size,
    resets: () => resets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return proxy;
}
