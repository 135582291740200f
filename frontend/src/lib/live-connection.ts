import { Client, type IFrame, type StompHeaders, type StompSubscription } from '@stomp/stompjs';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline';

interface Listener {
  readonly onBody: (body: string) => void;
  readonly onSubscribed: () => void;
}

/** All who listen to one destination share a subscription. */
interface Channel {
  readonly listeners: Set<Listener>;
  subscription: StompSubscription | null;
}

const OFFLINE_AFTER = 4;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;

/** The page's one STOMP connection: it reconnects by itself and subscribes again to everything still wanted. */
export class LiveConnection {
  private readonly client: Client;
  private readonly channels = new Map<string, Channel>();
  private readonly listeners = new Set<() => void>();
  private failures = 0;
  private state: ConnectionState = 'connecting';
  /** Runs when several attempts failed, for instance because the sign-in has ended. */
  onStuck: () => void = () => {};

  constructor(brokerURL: string) {
    this.client = new Client({ brokerURL, reconnectDelay: FIRST_DELAY, connectionTimeout: 10_000 });
    this.client.onConnect = () => this.connected();
    this.client.onWebSocketClose = () => this.lost();
    this.client.onStompError = (frame: IFrame) => console.error('STOMP error', frame.headers.message);
  }

  start(): void {
    this.client.activate();
  }

  stop(): void {
    void this.client.deactivate();
  }

  async retryNow(): Promise<void> {
    this.client.reconnectDelay = FIRST_DELAY;
    // The attempt that is given up for this one is no failure of the server's.
    this.failures = 0;
    await this.client.deactivate({ force: true });
    this.client.activate();
  }

  subscribe(destination: string, onBody: (body: string) => void, onSubscribed: () => void): () => void {
    const listener: Listener = { onBody, onSubscribed };
    const channel = this.channels.get(destination) ?? { listeners: new Set(), subscription: null };
    this.channels.set(destination, channel);
    channel.listeners.add(listener);
    if (channel.subscription !== null) onSubscribed();
    else if (this.client.connected) this.open(destination, channel);
    return () => {
      if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
      this.channels.delete(destination);
      if (this.client.connected) channel.subscription?.unsubscribe();
    };
  }

  /** Asks an `/app` destination, which answers once, or refuses. Without a connection nothing is asked: the next one will. */
  ask(
    destination: string,
    headers: StompHeaders,
    onBody: (body: string) => void,
    onRefused = () => {},
  ): void {
    if (!this.client.connected) return;
    const subscription = this.client.subscribe(
      destination,
      (message) => {
        subscription.unsubscribe();
        if (message.headers['content-type']?.startsWith('application/problem+json')) {
          console.error(`${destination} was refused`, message.body);
          onRefused();
        } else {
          onBody(message.body);
        }
      },
      headers,
    );
  }

  getState = (): ConnectionState => this.state;

  onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  private connected(): void {
    this.failures = 0;
    this.client.reconnectDelay = FIRST_DELAY;
    this.setState('live');
    for (const [destination, channel] of this.channels) {
      if (channel.subscription === null) this.open(destination, channel);
    }
  }

  private lost(): void {
    this.failures += 1;
    this.client.reconnectDelay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.failures);
    for (const channel of this.channels.values()) channel.subscription = null;
    this.setState(this.failures >= OFFLINE_AFTER ? 'offline' : 'reconnecting');
    if (this.failures >= OFFLINE_AFTER) this.onStuck();
  }

  private open(destination: string, channel: Channel): void {
    channel.subscription = this.client.subscribe(destination, ({ body }) => {
      for (const listener of channel.listeners) listener.onBody(body);
    });
    for (const listener of channel.listeners) listener.onSubscribed();
  }

  private setState(state: ConnectionState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
