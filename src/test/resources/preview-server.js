// A dev server for tests of the preview: node preview-server.js PORT [ADDRESS]. Its WebSocket echoes.
const http = require('http');
const crypto = require('crypto');

const [port, address = '127.0.0.1'] = [Number(process.argv[2]), process.argv[3]];
const held = [];

function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://x');
  switch (pathname) {
    case '/echo': {
      const sum = crypto.createHash('md5');
      let size = 0;
      request.on('data', (part) => {
        sum.update(part);
        size += part.length;
      });
      request.on('end', () =>
        json(response, {
          method: request.method,
          url: request.url,
          headers: request.headers,
          size,
          md5: sum.digest('hex'),
        }),
      );
      return;
    }
    case '/big':
      for (let i = 0; i < 512; i++) response.write(Buffer.alloc(64 * 1024, i % 251));
      return response.end();
    case '/events':
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: first\n\n');
      held.push(response);
      return;
    case '/go-on':
      for (const waiting of held.splice(0)) waiting.end('data: second\n\n');
      return response.end();
    case '/headers':
      response.setHeader('X-Frame-Options', 'DENY');
      response.setHeader('Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'");
      response.setHeader('Strict-Transport-Security', 'max-age=1000');
      response.setHeader('Keep-Alive', 'timeout=5');
      response.setHeader('X-Hop', '1');
      response.setHeader('Connection', 'X-Hop');
      response.setHeader('Set-Cookie', [
        'session=abc; Path=/; HttpOnly; Domain=localhost; SameSite=Lax',
        'factory-factory-3000=stolen; Path=/',
      ]);
      return response.end('ok');
    case '/away':
      return response.writeHead(302, { Location: `http://localhost:${port}/landing?a=b` }).end();
    case '/break':
      return request.socket.destroy();
    default:
      response.setHeader('Content-Type', 'text/html');
      return response.end(`<h1>served at ${request.url}</h1>`);
  }
}

function json(response, body) {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

function accept(request, socket) {
  if (request.url.startsWith('/refused')) {
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return;
  }
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  const protocol = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${crypto.createHash('sha1').update(key).digest('base64')}\r\n` +
      `${protocol.includes('vite-hmr') ? 'Sec-WebSocket-Protocol: vite-hmr\r\n' : ''}\r\n`,
  );
  send(socket, 0x81, Buffer.from(`hello ${request.headers.origin} ${request.headers.cookie ?? ''}`));
  let rest = Buffer.alloc(0);
  socket.on('data', (part) => {
    rest = Buffer.concat([rest, part]);
    for (let frame = next(rest); frame !== null; frame = next(rest)) {
      rest = rest.subarray(frame.end);
      // A close frame comes back as it is, which is the answer that the protocol asks for.
      send(socket, frame.first, frame.payload);
      if ((frame.first & 0x0f) === 8) socket.end();
    }
  });
  socket.on('error', () => {});
}

function next(bytes) {
  if (bytes.length < 2) return null;
  let length = bytes[1] & 0x7f;
  let at = 2;
  if (length === 126) {
    if (bytes.length < 4) return null;
    length = bytes.readUInt16BE(2);
    at = 4;
  } else if (length === 127) {
    if (bytes.length < 10) return null;
    length = Number(bytes.readBigUInt64BE(2));
    at = 10;
  }
  if (bytes.length < at + 4 + length) return null;
  const mask = bytes.subarray(at, at + 4);
  const payload = Buffer.from(bytes.subarray(at + 4, at + 4 + length));
  for (let i = 0; i < length; i++) payload[i] ^= mask[i % 4];
  return { first: bytes[0], payload, end: at + 4 + length };
}

function send(socket, first, payload) {
  const long = payload.length > 65535;
  const head = Buffer.alloc(payload.length < 126 ? 2 : long ? 10 : 4);
  head[0] = first;
  if (payload.length < 126) head[1] = payload.length;
  else if (long) {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
  } else {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  }
  socket.write(Buffer.concat([head, payload]));
}

http
  .createServer(answer)
  .on('upgrade', accept)
  .listen(port, address, () => console.log(`listening on ${port}`));
