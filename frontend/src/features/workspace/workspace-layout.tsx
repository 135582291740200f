import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from '@tabler/icons-react';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { IconButton } from '@/components/button';
import { type BottomHandle, type BottomState, WithBottom } from './with-bottom';
import styles from './workspace.module.css';

export interface Part {
  readonly name: string;
  readonly title: string;
  readonly number?: number | undefined;
  /** beside the title, such as the number of a pull request */
  readonly note?: string | undefined;
  readonly content: () => ReactNode;
}

interface WorkspaceLayoutProps {
  readonly phone: boolean;
  readonly centre: Part;
  readonly side: readonly Part[];
  readonly chosen: string;
  readonly sideShown: boolean;
  readonly onChoose: (name: string) => void;
  readonly onCloseSide: () => void;
  /** Along the whole width; on a phone a part like the others. */
  readonly bottom: ((state: BottomState) => ReactNode) | undefined;
  readonly bottomRef: Ref<BottomHandle>;
}

function PartTabs({
  parts,
  chosen,
  onChoose,
  label,
  end,
  className,
}: {
  parts: readonly Part[];
  chosen: string;
  onChoose: (name: string) => void;
  label: string;
  end?: ReactNode;
  className?: string | undefined;
}) {
  const list = useRef<HTMLDivElement>(null);
  const names = parts.map(({ name, note }) => `${name} ${note}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chosen tab, or others before it, is the reason to bring it into view
  useEffect(() => {
    const tab = list.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [chosen, names]);
  return (
    <div className={`${styles.tabs} ${className ?? ''}`}>
      <div ref={list} className={styles.tabList} role="tablist" aria-label={label}>
        {parts.map(({ name, title, number, note }) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            onClick={() => onChoose(name)}
          >
            {title}
            {number !== undefined && number > 0 && <span className={styles.number}>{number}</span>}
            {note !== undefined && <span className={styles.number}>{note}</span>}
          </button>
        ))}
      </div>
      {end !== undefined && <span className={styles.end}>{end}</span>}
    </div>
  );
}

/** Resizable panels; on a phone one part at a time. Only what is shown is mounted. */
export function WorkspaceLayout(props: WorkspaceLayoutProps) {
  const { phone, centre, side, chosen, onChoose, bottom, bottomRef } = props;
  if (!phone) {
    const upper = <UpperPanels {...props} />;
    return bottom === undefined ? (
      <div className={styles.panels}>{upper}</div>
    ) : (
      <WithBottom upper={upper} bottom={bottom} handle={bottomRef} />
    );
  }
  const terminal: Part = {
    name: 'terminal',
    title: 'Terminal',
    content: () =>
      bottom?.({ open: true, maximised: true, onOpen: () => undefined, onMaximise: () => undefined }),
  };
  const parts = [centre, ...side.slice(0, 2), ...(bottom === undefined ? [] : [terminal]), ...side.slice(2)];
  const shown = parts.find((part) => part.name === chosen) ?? centre;
  return (
    <>
      <PartTabs
        parts={parts}
        chosen={shown.name}
        onChoose={onChoose}
        label="Parts of the workspace"
        className={styles.phoneTabs}
      />
      <section className={styles.side} style={{ flex: 1 }} aria-label={shown.title}>
        {shown.content()}
      </section>
    </>
  );
}

/** How much of the width the side panel takes, in percent. */
const USUAL = 48;
const WIDE = 66;

function UpperPanels({ centre, side, chosen, sideShown, onChoose, onCloseSide }: WorkspaceLayoutProps) {
  const layout = useDefaultLayout({ id: 'workspace', panelIds: ['centre', 'side'] });
  const panel = usePanelRef();
  const [wide, setWide] = useState(false);
  const centreSection = (
    <section className={styles.centre} aria-label={centre.title}>
      {centre.content()}
    </section>
  );
  const shown = side.find((part) => part.name === chosen) ?? side[0];
  if (!sideShown || shown === undefined) return centreSection;
  return (
    <Group className={styles.panels} {...layout}>
      <Panel id="centre" defaultSize="52%" minSize={360}>
        {centreSection}
      </Panel>
      <Separator className={styles.separator} aria-label="Width of the side panel" />
      <Panel
        id="side"
        defaultSize={`${USUAL}%`}
        minSize={320}
        panelRef={panel}
        onResize={(size) => setWide(size.asPercentage > WIDE - 2)}
      >
        <section className={styles.side} aria-label={shown.title}>
          <PartTabs
            parts={side}
            chosen={shown.name}
            onChoose={onChoose}
            label="Panel"
            end={
              <>
                <IconButton
                  size="small"
                  label={wide ? 'Narrow panel' : 'Widen panel'}
                  onClick={() => panel.current?.resize(`${wide ? USUAL : WIDE}%`)}
                >
                  {wide ? (
                    <IconArrowsDiagonalMinimize2 size={16} stroke={1.75} aria-hidden />
                  ) : (
                    <IconArrowsDiagonal size={16} stroke={1.75} aria-hidden />
                  )}
                </IconButton>
                <IconButton size="small" label="Close panel" onClick={onCloseSide}>
                  <IconX size={16} stroke={1.75} aria-hidden />
                </IconButton>
              </>
            }
          />
          {shown.content()}
        </section>
      </Panel>
    </Group>
  );
}
