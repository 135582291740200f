import {
  IconArrowsExchange,
  IconBulb,
  IconFileText,
  IconListCheck,
  IconPencil,
  IconSearch,
  IconTerminal2,
  IconTool,
  IconTrash,
  IconWorld,
} from '@tabler/icons-react';

const ICONS: Readonly<Record<string, typeof IconTool>> = {
  read: IconFileText,
  edit: IconPencil,
  delete: IconTrash,
  move: IconArrowsExchange,
  search: IconSearch,
  execute: IconTerminal2,
  run: IconTerminal2,
  setup: IconTerminal2,
  think: IconBulb,
  thinking: IconBulb,
  fetch: IconWorld,
  plan: IconListCheck,
};

export function ToolIcon({ kind, size = 15 }: { kind: string; size?: number }) {
  const Icon = ICONS[kind.toLowerCase()] ?? IconTool;
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
