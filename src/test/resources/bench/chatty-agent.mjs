// An agent for measurements: answers a prompt "RATE SECONDS" with as many numbered, timed pieces of text.
import { createInterface } from 'node:readline';

const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const now = () => performance.timeOrigin + performance.now();

function stream(id, rate, seconds) {
  const total = rate * seconds;
  const begun = now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((now() - begun) / 1000) * rate));
    for (; sent < due; sent++) {
      const text = `<${sent + 1} ${now().toFixed(3)}>`;
      const update = { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } };
      write({ method: 'session/update', params: { sessionId: 's', update } });
    }
    if (sent === total) {
      clearInterval(timer);
      write({ id, result: { stopReason: 'end_turn' } });
    }
  }, 1000 / rate);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === 'initialize') write({ id, result: { protocolVersion: 1, agentCapabilities: {} } });
  else if (method === 'session/new') write({ id, result: { sessionId: 's' } });
  else if (method === 'session/prompt') {
    const [rate, seconds] = params.prompt[0].text.split(' ').map(Number);
    stream(id, rate, seconds);
  } else if (id !== undefined) write({ id, error: { code: -32601, message: 'Not offered' } });
});
