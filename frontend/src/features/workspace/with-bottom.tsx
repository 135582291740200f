import { type ReactNode, type Ref, useImperativeHandle, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { useHotkeys } from '@/lib/use-hotkeys';
import styles from './workspace.module.css';

/** How the bottom panel stands, and what it may ask of the layout. */
export interface BottomState {
  readonly open: boolean;
  readonly maximised: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onMaximise: () => void;
}

export interface BottomHandle {
  /** Gives the bottom panel room, if it has none. */
  show(): void;
}

const TABS = 33;
const LEAST = 140;
const USUAL = '34%';
const MAXIMISED = 90;

interface WithBottomProps {
  readonly upper: ReactNode;
  readonly bottom: (state: BottomState) => ReactNode;
  readonly handle: Ref<BottomHandle>;
}

/** A panel along the bottom that collapses to its tabs and takes the whole height when asked. */
export function WithBottom({ upper, bottom, handle }: WithBottomProps) {
  const layout = useDefaultLayout({ id: 'workspace.bottom', panelIds: ['upper', 'bottom'] });
  const panel = usePanelRef();
  const [size, setSize] = useState({ pixels: 0, percent: 0 });
  const [usual, setUsual] = useState<string>(USUAL);
  const open = size.pixels > TABS + 1;
  const maximised = size.percent >= MAXIMISED;
  const show = () => {
    if (panel.current?.isCollapsed()) panel.current.resize(usual);
  };
  const onOpen = (wanted: boolean) => (wanted ? show() : panel.current?.collapse());
  const onMaximise = () => panel.current?.resize(maximised ? usual : '100%');
  useImperativeHandle(handle, () => ({ show }));
  useHotkeys({ 'mod+j': () => onOpen(!open), 'mod+`': () => onOpen(!open) });
  return (
    <Group className={styles.panels} orientation="vertical" {...layout}>
      <Panel id="upper" minSize={0}>
        <div className={styles.upper}>{upper}</div>
      </Panel>
      <Separator className={styles.bottomSeparator} aria-label="Height of the terminals" />
      <Panel
        id="bottom"
        panelRef={panel}
        collapsible
        collapsedSize={TABS}
        minSize={LEAST}
        defaultSize={TABS}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels, asPercentage }) => {
          setSize({ pixels: inPixels, percent: asPercentage });
          if (inPixels > LEAST && asPercentage < MAXIMISED) setUsual(`${asPercentage}%`);
        }}
      >
        {bottom({ open, maximised, onOpen, onMaximise })}
      </Panel>
    </Group>
  );
}
