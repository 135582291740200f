const RISKY =
  /\b(?:rm\s+-[a-z]*[rf][a-z]*|git\s+push\s+(?:-f\b|--force(?:-with-lease)?)|push\s+(?:-f\b|--force(?:-with-lease)?)|reset\s+--hard|clean\s+-[a-z]*[fd][a-z]*|down\s+(?:-v\b|--volumes\b)|drop\s+(?:table|database|schema)|truncate\s+table|sudo|mkfs\S*|chmod\s+-R|(?:npm|pnpm|yarn|cargo)\s+publish|(?:curl|wget)\s[^|]*\|\s*(?:ba|z)?sh)\b/gi;

export interface CommandPart {
  readonly start: number;
  readonly text: string;
  readonly risky: boolean;
}

/** Cuts a command into plain parts and parts that destroy or publish something. */
export function splitRisky(command: string): CommandPart[] {
  const parts: CommandPart[] = [];
  let end = 0;
  const push = (from: number, to: number, risky: boolean) => {
    if (to > from) parts.push({ start: from, text: command.slice(from, to), risky });
  };
  for (const match of command.matchAll(RISKY)) {
    push(end, match.index, false);
    end = match.index + match[0].length;
    push(match.index, end, true);
  }
  push(end, command.length, false);
  return parts;
}
