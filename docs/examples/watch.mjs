#!/usr/bin/env node
// Prints every change of a project's snapshot, and misses none when the connection breaks. Node 20, no packages.
//   node docs/examples/watch.mjs [PROJECT]     its slug or id; the first one without
//   FACTORY_FACTORY_URL (http://localhost:3000), FACTORY_FACTORY_HOME (~/.factory-factory), where the token lies
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

const url = process.env.FACTORY_FACTORY_URL ?? 'http://localhost:3000';
const home = process.env.FACTORY_FACTORY_HOME ?? join(homedir(), '.factory-factory');
const authorization = `Bearer ${readFileSync(join(home, 'token'), 'utf8').trim()}`;
const AGAIN_AFTER = 500;
const BEAT = 10_000;

const project = await findProject(process.argv[2]);
/** What this client holds: the entries as of one sequence of one epoch. */
const held = { epoch: null, sequence: 0, entries: new Map() };
connect();

async function findProject(name) {
  const answer = await fetch(`${url}/api/projects`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}: ${await answer.text()}`);
  const projects = await answer.json();
  const found = projects.find(({ id, slug }) => name === undefined || name === slug || name === id);
  if (found === undefined) throw new Error(`There is no project ${name ?? 'yet'}`);
  return found;
}

// ── STOMP: listen first, ask second; the server keeps that order, so nothing falls between ──

function connect() {
  const onFrame = (frame) => {
    const end = frame.indexOf('\n\n');
    const [command, ...headers] = frame.slice(0, end).split('\n');
    if (command === 'CONNECTED') listenAndAsk(socket);
    else if (command === 'ERROR') throw new Error(frame);
    else if (headers.some((header) => header.includes('application/problem+json'))) throw new Error(frame.slice(end + 2));
    else if (command === 'MESSAGE') take(JSON.parse(frame.slice(end + 2)), socket);
  };
  const socket = openWebSocket(`${url}/ws`, onFrame, () => {
    console.log('connection lost');
    setTimeout(connect, AGAIN_AFTER);
  });
  socket.onOpen = () => socket.send(stomp('CONNECT', { 'accept-version': '1.2', 'heart-beat': `${BEAT},${BEAT}` }));
}

function listenAndAsk(socket) {
  const destination = `/projects/${project.id}/snapshot`;
  socket.send(stomp('SUBSCRIBE', { id: 'topic', destination: `/topic${destination}` }));
  ask(socket);
}

function ask(socket) {
  const known = held.epoch === null ? {} : { epoch: held.epoch, after: held.sequence };
  socket.send(stomp('UNSUBSCRIBE', { id: 'answer' }));
  socket.send(stomp('SUBSCRIBE', { id: 'answer', destination: `/app/projects/${project.id}/snapshot`, ...known }));
}

function stomp(command, headers) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  return `${command}\n${lines.join('')}\n\0`;
}

// ── The rule of docs/snapshot.md: a delta applies to the sequence it starts from ──

function take(message, socket) {
  if ('entries' in message) {
    held.entries = new Map(message.entries.map((entry) => [entry.workspaceId, entry]));
    held.epoch = message.epoch;
    held.sequence = message.sequence;
    console.log(`snapshot ${message.sequence}: ${message.entries.length} entries`);
  } else if (message.epoch !== held.epoch || message.from > held.sequence) {
    ask(socket);
  } else if (message.to > held.sequence) {
    apply(message);
  }
}

function apply({ from, to, changed, removed }) {
  for (const entry of changed) held.entries.set(entry.workspaceId, entry);
  const gone = removed.map((id) => held.entries.get(id)?.name ?? id);
  for (const id of removed) held.entries.delete(id);
  held.sequence = to;
  const news = changed.map(({ name, statusReason }) => `${name} is ${statusReason.label}`);
  console.log(`delta ${from} -> ${to}: ${[...news, ...gone.map((name) => `${name} is gone`)].join('; ')}`);
}

// ── As much of a WebSocket client as this needs (RFC 6455) ──

function openWebSocket(address, onText, onClose) {
  const key = randomBytes(16).toString('base64');
  const headers = { authorization, connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': 13, 'sec-websocket-key': key };
  const socket = { onOpen: () => {}, send: () => {} };
  let closed = false;
  const close = () => {
    if (!closed) onClose();
    closed = true;
  };
  const request = http.get(address, { headers, agent: false });
  request.on('error', close).on('response', (answer) => request.destroy(new Error(`HTTP ${answer.statusCode}`)));
  request.on('upgrade', (_, stream, head) => {
    const beats = setInterval(() => socket.send('\n'), BEAT);
    socket.send = (text) => stream.write(toFrame(0x1, Buffer.from(text)));
    stream.setTimeout(3 * BEAT, () => stream.destroy()).on('error', close);
    stream.on('close', () => {
      clearInterval(beats);
      close();
    });
    const read = frameReader({
      text: (text) => text.split('\0').forEach((frame) => frame.trim() && onText(frame.trimStart())),
      ping: (payload) => stream.write(toFrame(0xa, payload)),
      close: () => stream.end(),
    });
    read(head);
    stream.on('data', read);
    socket.onOpen();
  });
  return socket;
}

function toFrame(opcode, payload) {
  const mask = randomBytes(4);
  const size = Buffer.alloc(payload.length < 126 ? 2 : 4);
  size[0] = 0x80 | opcode;
  size[1] = 0x80 | Math.min(payload.length, 126);
  if (payload.length >= 126) size.writeUInt16BE(payload.length, 2);
  return Buffer.concat([size, mask, payload.map((byte, at) => byte ^ mask[at % 4])]);
}

function frameReader(on) {
  let buffer = Buffer.alloc(0);
  let parts = [];
  return (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      if (buffer.length < 2) return;
      const short = buffer[1] & 0x7f;
      const start = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (buffer.length < start) return;
      const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
      if (buffer.length < start + length) return;
      const last = (buffer[0] & 0x80) !== 0;
      const opcode = buffer[0] & 0x0f;
      const payload = buffer.subarray(start, start + length);
      buffer = buffer.subarray(start + length);
      if (opcode === 0x8) on.close();
      else if (opcode === 0x9) on.ping(payload);
      else if (opcode < 0x3) {
        parts.push(payload);
        if (last) on.text(Buffer.concat(parts.splice(0)).toString());
      }
    }
  };
}
