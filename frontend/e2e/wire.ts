import type { Page, Request, WebSocketRoute } from '@playwright/test';

const HEARTBEAT = '\n';

/** Whether the page itself wanted it: the browser fetches the icon of a tab, which counts, when it likes. */
export const isAsked = (request: Request) => !request.url().includes('/favicons/');

/** Stands between a page and the server's WebSocket: sees what the page sends, and can cut it. */
export class Wire {
  /** Frames that the page sent, heartbeats left out. */
  readonly sent: string[] = [];
  heartbeats = 0;
  /** Addresses that the page asked for over HTTP. */
  readonly asked: string[] = [];
  private socket: WebSocketRoute | undefined;
  private server: WebSocketRoute | undefined;

  static async tap(page: Page): Promise<Wire> {
    const wire = new Wire();
    page.on('request', (request) => {
      if (isAsked(request)) wire.asked.push(`${request.method()} ${request.url()}`);
    });
    await page.routeWebSocket(/\/ws$/, (socket) => wire.join(socket));
    return wire;
  }

  private join(socket: WebSocketRoute) {
    const server = socket.connectToServer();
    this.socket = socket;
    this.server = server;
    socket.onMessage((message) => {
      if (message === HEARTBEAT) this.heartbeats++;
      else this.sent.push(String(message));
      server.send(message);
    });
  }

  /** What the server sends every ten seconds. */
  beat() {
    this.socket?.send(HEARTBEAT);
  }

  /** Ends the connection for both, as a network that goes away does. */
  async cut() {
    await this.socket?.close({ code: 3001, reason: 'cut' });
    await this.server?.close({ code: 3001, reason: 'cut' });
  }

  forget() {
    this.heartbeats = 0;
    this.sent.length = 0;
    this.asked.length = 0;
  }

  /** The questions sent for a destination, each with its headers. */
  questions(destination: string): string[] {
    return this.sent.filter(
      (frame) => frame.startsWith('SUBSCRIBE\n') && frame.includes(`\ndestination:${destination}\n`),
    );
  }
}
