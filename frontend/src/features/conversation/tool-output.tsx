import { DiffView } from '@/components/diff-view';
import { Markdown } from '@/components/markdown';
import { TerminalOutput } from '@/components/terminal-output';
import { diffTexts } from '@/lib/unified-diff';
import styles from './conversation.module.css';
import type { ToolContent, ToolItem } from './conversation-types';

const LONGEST = 60_000;

/** The end of an output says how it went, so the beginning is what is cut. */
function bounded(text: string): string {
  return text.length > LONGEST ? `… ${text.slice(-LONGEST)}` : text;
}

function drawContent(content: ToolContent) {
  switch (content.type) {
    case 'diff': {
      const hunks = diffTexts(content.oldText, content.newText);
      return hunks.length > 0 ? (
        <DiffView hunks={hunks} wrap={false} />
      ) : (
        <p className="dim">No lines to compare.</p>
      );
    }
    case 'terminal':
      return <TerminalOutput text={bounded(content.output)} />;
    case 'content':
      return content.text.startsWith('```') ? (
        <Markdown text={bounded(content.text)} />
      ) : (
        <TerminalOutput text={bounded(content.text)} />
      );
  }
}

function asText(raw: unknown): string {
  return typeof raw === 'string' ? raw : JSON.stringify(raw, null, 2);
}

export function ToolOutput({ tool }: { tool: ToolItem }) {
  const raw = tool.rawOutput ?? tool.rawInput;
  return (
    <div className={styles.output}>
      {tool.content.map((content, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          key={index}
          className={content.type === 'diff' ? styles.flush : undefined}
        >
          {drawContent(content)}
        </div>
      ))}
      {tool.content.length === 0 && (
        <div>
          {raw == null ? (
            <span className="dim">No output.</span>
          ) : (
            <TerminalOutput text={bounded(asText(raw))} />
          )}
        </div>
      )}
    </div>
  );
}
