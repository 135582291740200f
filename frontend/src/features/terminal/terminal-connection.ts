import { z } from 'zod';

export type TerminalState = 'connecting' | 'open' | 'reconnecting' | 'ended';

/** Where the terminal is shown; kept small so that it can be played in a test. */
export interface TerminalSink {
  /** Forgets everything that was shown: what follows begins anew. */
  reset(): void;
  /** Shows bytes; `shown` is called once they are on the screen. */
  write(data: Uint8Array | string, shown?: () => void): void;
  /** While muted, questions of programs are not answered: they were asked of somebody else, long ago. */
  mute(muted: boolean): void;
  /** Another window changed the size. */
  resize(columns: number, rows: number): void;
}

interface Listener {
  /** `reason` says why it ended, in words for people. */
  onState(state: TerminalState, reason: string | null): void;
  /** Whether there is more of the past than what is shown. */
  onEarlier(more: boolean): void;
}

const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('attached'),
    offset: z.number(),
    kept: z.number(),
    end: z.number(),
    columns: z.number(),
    rows: z.number(),
    modes: z.string(),
  }),
  z.object({ type: z.literal('size'), columns: z.number(), rows: z.number() }),
  z.object({ type: z.literal('exit'), exitCode: z.number() }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
type Message = z.infer<typeof messageSchema>;

/** The server stops at 256 KiB beyond what was acknowledged; long before that it is told. */
const ACKNOWLEDGE_EVERY = 64 * 1024;
/** What is typed while the server restarts waits for it, but not a whole pasted book. */
const MOST_WAITING = 8 * 1024;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 5_000;
const ENDED: Readonly<Record<number, string>> = {
  4000: 'The shell ended.',
  4404: 'This terminal is closed.',
  4010: 'The program that holds the terminals ended, and this one with it.',
};
const TOO_SLOW = 4008;

/**
 * One window on a terminal. It counts the bytes it was given, so after a lost connection it returns
 * to the very byte: nothing is missing, nothing is shown twice.
 */
export class TerminalConnection {
  private readonly encoder = new TextEncoder();
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private delay = FIRST_DELAY;
  private closed = false;
  private attached = false;
  /** The offset of the next byte; null before the first attach. */
  private held: number | null = null;
  private anew = false;
  private first = 0;
  /** Where the past ends and what is said now begins. */
  private end = 0;
  private kept = 0;
  private shown = 0;
  private acknowledged = 0;
  private size: { columns: number; rows: number } | null = null;
  private waiting: Uint8Array<ArrayBuffer>[] = [];
  private waitingBytes = 0;
  private reason: string | null = null;

  constructor(
    private readonly address: string,
    private readonly sink: TerminalSink,
    private readonly listener: Listener,
  ) {}

  open(): void {
    const after = this.held === null ? '' : `?after=${this.held}`;
    const socket = new WebSocket(this.address + after);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.attached = false;
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      if (typeof data === 'string') this.hear(data);
      else this.show(new Uint8Array(data as ArrayBuffer));
    };
    socket.onclose = ({ code }) => {
      if (socket === this.socket) this.lost(code);
    };
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = null;
  }

  /** Begins at the oldest byte that the server still has. */
  showEarlier(): void {
    this.held = this.kept;
    this.anew = true;
    const before = this.socket;
    this.open();
    before?.close();
  }

  type(text: string): void {
    this.send(this.encoder.encode(text));
  }

  /** Bytes that are no text, as some programs ask of the mouse. */
  typeBinary(text: string): void {
    this.send(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  }

  resize(columns: number, rows: number): void {
    if (this.size?.columns === columns && this.size.rows === rows) return;
    this.size = { columns, rows };
    this.tell({ type: 'resize', columns, rows });
  }

  private send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.attached) {
      this.socket?.send(bytes);
    } else if (!this.closed && this.waitingBytes + bytes.length <= MOST_WAITING) {
      this.waiting.push(bytes);
      this.waitingBytes += bytes.length;
    }
  }

  private tell(message: object): void {
    if (this.attached) this.socket?.send(JSON.stringify(message));
  }

  private hear(text: string): void {
    const message = messageSchema.safeParse(JSON.parse(text));
    if (message.success) this.obey(message.data);
    else console.error('Ignored a malformed message of a terminal', message.error);
  }

  private obey(message: Message): void {
    switch (message.type) {
      case 'attached':
        this.join(message);
        return;
      case 'size':
        this.size = { columns: message.columns, rows: message.rows };
        this.sink.resize(message.columns, message.rows);
        return;
      case 'exit':
        this.reason = `The shell ended with exit code ${message.exitCode}.`;
        return;
      case 'error':
        this.reason = message.message;
        return;
    }
  }

  private join({ offset, kept, end, columns, rows, modes }: Extract<Message, { type: 'attached' }>): void {
    const goesOn = !this.anew && this.held !== null && offset === this.held;
    if (!goesOn) {
      this.sink.reset();
      this.sink.write(modes);
      this.first = offset;
    }
    this.anew = false;
    this.held = offset;
    this.kept = kept;
    this.end = end;
    this.sink.mute(offset < end);
    this.shown = 0;
    this.acknowledged = 0;
    this.delay = FIRST_DELAY;
    this.reason = null;
    this.attached = true;
    const wanted = this.size;
    this.size = { columns, rows };
    if (wanted === null) this.sink.resize(columns, rows);
    else this.resize(wanted.columns, wanted.rows);
    this.listener.onState('open', null);
    this.listener.onEarlier(kept < this.first);
    for (const bytes of this.waiting) this.socket?.send(bytes);
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private show(data: Uint8Array): void {
    const past = this.end - (this.held ?? 0);
    if (past > 0 && data.length > past) {
      this.show(data.subarray(0, past));
      this.show(data.subarray(past));
      return;
    }
    if (this.held !== null) this.held += data.length;
    const speaksNow = this.held === this.end;
    const socket = this.socket;
    this.sink.write(data, () => {
      if (socket !== this.socket) return;
      if (speaksNow) this.sink.mute(false);
      this.shown += data.length;
      if (this.shown - this.acknowledged >= ACKNOWLEDGE_EVERY) {
        this.acknowledged = this.shown;
        this.tell({ type: 'ack', bytes: this.shown });
      }
    });
  }

  private lost(code: number): void {
    this.attached = false;
    if (this.closed) return;
    const reason = ENDED[code];
    if (reason !== undefined) {
      this.closed = true;
      this.listener.onState('ended', this.reason ?? reason);
      return;
    }
    this.listener.onState('reconnecting', null);
    const delay = code === TOO_SLOW ? 0 : this.delay;
    this.delay = Math.min(LONGEST_DELAY, this.delay * 2);
    this.timer = setTimeout(() => this.open(), delay);
  }
}
