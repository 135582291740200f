import type { Attachment } from '@/lib/api-types';
import type { SessionEvent } from '@/lib/schemas';
import type { Item, NoticeItem, ToolContent, ToolItem } from './conversation-types';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function toContent(value: unknown): ToolContent[] {
  const { type, ...rest } = fields(value);
  if (type === 'diff') {
    return [{ type, path: text(rest.path), oldText: text(rest.oldText), newText: text(rest.newText) }];
  }
  if (type === 'terminal') {
    return [
      { type, output: text(rest.output), exitCode: typeof rest.exitCode === 'number' ? rest.exitCode : null },
    ];
  }
  const plain = text(rest.text) || text(fields(rest.content).text);
  return plain === '' ? [] : [{ type: 'content', text: plain }];
}

function toolPart(data: SessionEvent['data']): Partial<ToolItem> {
  return {
    ...(typeof data.title === 'string' && { title: data.title }),
    ...(typeof data.kind === 'string' && { toolKind: data.kind }),
    ...(typeof data.status === 'string' && { status: data.status }),
    ...(Array.isArray(data.content) && { content: data.content.flatMap(toContent) }),
    ...(Array.isArray(data.locations) && { paths: data.locations.map((each) => text(fields(each).path)) }),
    ...(data.rawInput != null && { rawInput: data.rawInput }),
    ...(data.rawOutput != null && { rawOutput: data.rawOutput }),
  };
}

function findLast<Kind extends Item['kind']>(
  items: readonly Item[],
  kind: Kind,
  fits: (item: Extract<Item, { kind: Kind }>) => boolean,
): number {
  return items.findLastIndex((item) => item.kind === kind && fits(item as Extract<Item, { kind: Kind }>));
}

function addText(items: Item[], event: SessionEvent, kind: 'message' | 'thought'): void {
  const blockId = text(event.data.blockId);
  const at = findLast(items, kind, (item) => item.blockId === blockId);
  const held = items[at];
  const added = text(event.data.text);
  const key = `${kind} ${blockId} ${event.sequence}`;
  if (held?.kind === 'message') items[at] = { ...held, text: held.text + added };
  else if (held?.kind === 'thought') items[at] = { ...held, text: held.text + added, endAt: event.at };
  else if (kind === 'message')
    items.push({ kind, key, sequence: event.sequence, at: event.at, blockId, text: added });
  else
    items.push({ kind, key, sequence: event.sequence, at: event.at, blockId, text: added, endAt: event.at });
}

function addTool(items: Item[], event: SessionEvent): void {
  const toolCallId = text(event.data.toolCallId);
  const at = findLast(items, 'tool', (item) => item.toolCallId === toolCallId);
  const held = items[at];
  const part = toolPart(event.data);
  if (held?.kind === 'tool') {
    items[at] = { ...held, ...part, endAt: event.at };
    return;
  }
  const fresh: ToolItem = {
    kind: 'tool',
    key: `tool ${toolCallId}`,
    sequence: event.sequence,
    at: event.at,
    toolCallId,
    title: '',
    toolKind: 'other',
    status: 'pending',
    content: [],
    paths: [],
    rawInput: null,
    rawOutput: null,
    endAt: event.at,
  };
  items.push({ ...fresh, ...part });
}

/** A turn has one plan: it ticks where it stands. */
function addPlan(items: Item[], event: SessionEvent): void {
  const entries = list(event.data.entries).map((each) => {
    const entry = fields(each);
    return { content: text(entry.content), status: text(entry.status) };
  });
  const turn = items.findLastIndex((item) => item.kind === 'user');
  const at = items.findLastIndex((item) => item.kind === 'plan');
  const held = items[at];
  if (held?.kind === 'plan' && at > turn) items[at] = { ...held, entries };
  else
    items.push({
      kind: 'plan',
      key: `plan ${event.sequence}`,
      sequence: event.sequence,
      at: event.at,
      entries,
    });
}

const TURN_ENDS: Readonly<Record<string, Pick<NoticeItem, 'level' | 'title'>>> = {
  max_tokens: { level: 'warning', title: 'The answer reached its length limit' },
  max_turn_requests: { level: 'warning', title: 'The turn reached its limit of requests' },
  refusal: { level: 'warning', title: 'The agent declined to go on' },
  cancelled: { level: 'info', title: 'You stopped this turn' },
  usage_limit: { level: 'warning', title: 'The usage limit is reached' },
  timed_out: { level: 'error', title: 'The turn took too long and was ended' },
  failed: { level: 'error', title: 'The turn failed' },
  agent_exited: { level: 'error', title: 'The agent exited during the turn' },
  server_restarted: { level: 'warning', title: 'The server restarted during the turn' },
};

function addNotice(
  items: Item[],
  event: SessionEvent,
  notice: Pick<NoticeItem, 'level' | 'title'>,
  message: string,
) {
  items.push({
    kind: 'notice',
    key: `notice ${event.sequence}`,
    sequence: event.sequence,
    at: event.at,
    ...notice,
    message,
  });
}

function endTurn(items: Item[], event: SessionEvent): void {
  const end = TURN_ENDS[text(event.data.stopReason)];
  const error = event.data.error;
  if (end !== undefined) addNotice(items, event, end, text(error) || text(fields(error).message));
  // What still seems to run has no one to finish it.
  items.forEach((item, index) => {
    if (item.kind === 'tool' && (item.status === 'pending' || item.status === 'in_progress')) {
      items[index] = { ...item, status: end === undefined ? 'completed' : 'cancelled' };
    }
  });
}

function toAttachment(value: unknown): Attachment[] {
  const { attachmentId, name, mimeType, size, path } = fields(value);
  const id = text(attachmentId);
  return id === ''
    ? []
    : [
        {
          attachmentId: id,
          name: text(name),
          mimeType: text(mimeType),
          size: typeof size === 'number' ? size : 0,
          path: typeof path === 'string' ? path : null,
        },
      ];
}

function answered(items: Item[], event: SessionEvent): void {
  // What the policy allowed is seen in what the agent then did.
  if (event.data.by === 'POLICY') return;
  const cancelled = event.data.outcome === 'CANCELLED';
  const name = text(event.data.optionName);
  if (cancelled || name !== '') {
    addNotice(
      items,
      event,
      { level: 'info', title: cancelled ? 'The request was withdrawn' : `Answered: ${name}` },
      '',
    );
  }
}

const LEVELS = ['info', 'warning', 'error'] as const;

function addEvent(items: Item[], event: SessionEvent): void {
  const { data } = event;
  switch (event.type) {
    case 'user_message':
      items.push({
        kind: 'user',
        key: `user ${event.sequence}`,
        sequence: event.sequence,
        at: event.at,
        text: text(data.text),
        attachments: list(data.attachments).flatMap(toAttachment),
      });
      break;
    case 'agent_message':
      addText(items, event, 'message');
      break;
    case 'agent_thought':
      addText(items, event, 'thought');
      break;
    case 'tool_call':
    case 'tool_call_update':
      addTool(items, event);
      break;
    case 'plan':
      addPlan(items, event);
      break;
    case 'permission_answered':
      answered(items, event);
      break;
    case 'turn_ended':
      endTurn(items, event);
      break;
    case 'notice': {
      const level = LEVELS.find((each) => each === data.level) ?? 'info';
      addNotice(items, event, { level, title: text(data.message) }, '');
      break;
    }
  }
}

/** Adds events to the items of a conversation; items that did not change keep their identity. */
export function foldEvents(items: readonly Item[], events: readonly SessionEvent[]): readonly Item[] {
  if (events.length === 0) return items;
  const next = [...items];
  for (const event of events) addEvent(next, event);
  return next;
}
