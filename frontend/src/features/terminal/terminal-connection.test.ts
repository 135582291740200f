import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TerminalConnection, type TerminalState } from './terminal-connection';

/** A server that the test plays itself. */
class PlayedSocket {
  static all: PlayedSocket[] = [];
  readonly sent: (string | Uint8Array)[] = [];
  binaryType = '';
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose: (event: { code: number }) => void = () => {};
  constructor(readonly url: string) {
    PlayedSocket.all.push(this);
  }
  send(data: string | Uint8Array) {
    this.sent.push(data);
  }
  close() {}
  say(message: object) {
    this.onmessage({ data: JSON.stringify(message) });
  }
  attach(offset: number, kept = 0, end = offset) {
    this.say({ type: 'attached', offset, kept, end, columns: 80, rows: 24, modes: 'M' });
  }
  output(text: string) {
    this.onmessage({ data: new TextEncoder().encode(text).buffer });
  }
  texts() {
    return this.sent.map((each) => (typeof each === 'string' ? each : new TextDecoder().decode(each)));
  }
}

let screen = '';
let states: TerminalState[] = [];
let earlier = false;
let reason: string | null = null;
let unshown: (() => void)[] = [];
let sizes: string[] = [];
let muted = false;

function connect() {
  const connection = new TerminalConnection(
    'ws://server/ws/terminals/t',
    {
      reset: () => {
        screen = '';
      },
      mute: (next) => {
        muted = next;
      },
      write: (data, shown) => {
        screen += typeof data === 'string' ? data : new TextDecoder().decode(data);
        if (shown) unshown.push(shown);
      },
      resize: (columns, rows) => sizes.push(`${columns}x${rows}`),
    },
    {
      onState: (state, why) => {
        states.push(state);
        reason = why;
      },
      onEarlier: (more) => {
        earlier = more;
      },
    },
  );
  connection.open();
  return connection;
}

const socket = (index = -1) => PlayedSocket.all.at(index) as PlayedSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', PlayedSocket);
  PlayedSocket.all = [];
  screen = '';
  states = [];
  earlier = false;
  reason = null;
  unshown = [];
  sizes = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a fresh window shows the modes and what follows', () => {
  connect();
  expect(socket().url).toBe('ws://server/ws/terminals/t');
  socket().attach(100, 40);
  socket().output('prompt$ ');
  expect(screen).toBe('Mprompt$ ');
  expect(earlier).toBe(true);
  expect(sizes).toEqual(['80x24']);
  expect(states).toEqual(['open']);
});

test('after a lost connection it returns to the byte, and nothing is shown twice', () => {
  connect();
  socket().attach(100);
  socket().output('hé');
  socket().onclose({ code: 1006 });
  vi.advanceTimersByTime(250);
  expect(socket().url).toBe('ws://server/ws/terminals/t?after=103');
  socket().attach(103);
  socket().output('llo');
  expect(screen).toBe('Mhéllo');
  expect(states).toEqual(['open', 'reconnecting', 'open']);
});

test('when the byte is not kept any more the screen begins anew', () => {
  connect();
  socket().attach(100);
  socket().output('old');
  socket().onclose({ code: 1006 });
  vi.advanceTimersByTime(250);
  socket().attach(9_000, 8_000);
  socket().output('new');
  expect(screen).toBe('Mnew');
});

test('what is typed while the server is away is sent when it is back', () => {
  const connection = connect();
  connection.type('l');
  socket().attach(0);
  socket().onclose({ code: 1006 });
  connection.type('s');
  connection.type('x'.repeat(9_000));
  vi.advanceTimersByTime(250);
  socket().attach(0);
  expect(socket(0).texts()).toEqual(['l']);
  expect(socket(1).texts()).toEqual(['s']);
});

test('what is shown is acknowledged, and only that', () => {
  connect();
  socket().attach(0);
  socket().output('x'.repeat(70_000));
  expect(socket().texts()).toEqual([]);
  for (const shown of unshown) shown();
  expect(socket().texts()).toEqual(['{"type":"ack","bytes":70000}']);
});

test('a late acknowledgement does not reach the next connection', () => {
  connect();
  socket().attach(0);
  socket().output('x'.repeat(70_000));
  socket().onclose({ code: 4008 });
  vi.advanceTimersByTime(0);
  socket().attach(70_000);
  for (const shown of unshown) shown();
  expect(socket().texts()).toEqual([]);
});

test('the whole scrollback is shown from its start', () => {
  const connection = connect();
  socket().attach(100, 40);
  socket().output('tail');
  connection.showEarlier();
  expect(socket().url).toBe('ws://server/ws/terminals/t?after=40');
  socket().attach(40, 40);
  socket().output('all and tail');
  expect(screen).toBe('Mall and tail');
  expect(earlier).toBe(false);
});

test('a size is told once, and again to a server that has another', () => {
  const connection = connect();
  connection.resize(100, 30);
  socket().attach(0);
  connection.resize(100, 30);
  socket().say({ type: 'size', columns: 90, rows: 20 });
  connection.resize(100, 30);
  expect(socket().texts()).toEqual([
    '{"type":"resize","columns":100,"rows":30}',
    '{"type":"resize","columns":100,"rows":30}',
  ]);
  expect(sizes).toEqual(['90x20']);
});

test('a shell that ended is told and not asked for again', () => {
  connect();
  socket().attach(0);
  socket().say({ type: 'exit', exitCode: 7 });
  socket().onclose({ code: 4000 });
  vi.advanceTimersByTime(60_000);
  expect(PlayedSocket.all).toHaveLength(1);
  expect(states.at(-1)).toBe('ended');
  expect(reason).toBe('The shell ended with exit code 7.');
});

test('the past is not answered, and what follows is', () => {
  connect();
  socket().attach(100, 0, 104);
  expect(muted).toBe(true);
  socket().output('pa');
  socket().output('stnow');
  unshown.shift()?.();
  expect(muted).toBe(true);
  unshown.shift()?.();
  expect(muted).toBe(false);
  expect(screen).toBe('Mpastnow');
  expect(unshown).toHaveLength(1);
});
