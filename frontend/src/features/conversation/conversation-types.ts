import type { Attachment } from '@/lib/api-types';

export interface TextContent {
  readonly type: 'content';
  readonly text: string;
}
export interface DiffContent {
  readonly type: 'diff';
  readonly path: string;
  readonly oldText: string;
  readonly newText: string;
}
export interface TerminalContent {
  readonly type: 'terminal';
  readonly output: string;
  readonly exitCode: number | null;
}
export type ToolContent = TextContent | DiffContent | TerminalContent;

interface Base {
  readonly key: string;
  /** of the event it began with */
  readonly sequence: number;
  readonly at: string;
}
export interface UserItem extends Base {
  readonly kind: 'user';
  readonly text: string;
  readonly attachments: readonly Attachment[];
}
export interface MessageItem extends Base {
  readonly kind: 'message';
  readonly blockId: string;
  readonly text: string;
}
export interface ThoughtItem extends Base {
  readonly kind: 'thought';
  readonly blockId: string;
  readonly text: string;
  readonly endAt: string;
}
export interface ToolItem extends Base {
  readonly kind: 'tool';
  readonly toolCallId: string;
  readonly title: string;
  readonly toolKind: string;
  readonly status: string;
  readonly content: readonly ToolContent[];
  readonly paths: readonly string[];
  readonly rawInput: unknown;
  readonly rawOutput: unknown;
  readonly endAt: string;
}
export interface PlanEntry {
  readonly content: string;
  readonly status: string;
}
export interface PlanItem extends Base {
  readonly kind: 'plan';
  readonly entries: readonly PlanEntry[];
}
export interface NoticeItem extends Base {
  readonly kind: 'notice';
  readonly level: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly message: string;
}
export type Item = UserItem | MessageItem | ThoughtItem | ToolItem | PlanItem | NoticeItem;
