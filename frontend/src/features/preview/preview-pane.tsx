import { SegmentedControl } from '@mantine/core';
import { IconExternalLink, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { describeError, notifyFailure } from '@/lib/notify';
import { useStored } from '@/lib/storage';
import { useConnectionState } from '@/lib/use-stomp-topic';
import styles from './preview.module.css';
import { askForEntrance, entranceQuery } from './preview-query';

const DEVICES = {
  full: { label: 'Full', width: null },
  tablet: { label: 'Tablet', width: 768 },
  phone: { label: 'Phone', width: 390 },
} as const;
type Device = keyof typeof DEVICES;

/** The page may do all that its own tab would let it, but not lead the app away. */
const ALLOWED =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-pointer-lock';

interface PreviewPaneProps {
  readonly workspaceId: string;
  /** The port that is served, null while nothing listens. */
  readonly served: number | null;
  /** Another run is another page. */
  readonly run: number;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly runButton: ReactNode;
}

/**
 * How often the server came back. All that a page has open goes through it, so a page that was open meanwhile
 * is cut off, and one that tried to load shows nothing: both have to be loaded again.
 */
function useReturns(): number {
  const state = useConnectionState();
  const lost = useRef(false);
  const [returns, setReturns] = useState(0);
  useEffect(() => {
    if (state === 'live' && lost.current) setReturns((count) => count + 1);
    if (state !== 'connecting') lost.current = state !== 'live';
  }, [state]);
  return returns;
}

/** The workspace's dev server, seen through the server and under an origin of its own. */
export function PreviewPane({ workspaceId, served, run, path, onPath, runButton }: PreviewPaneProps) {
  const [loads, setLoads] = useState(0);
  const returns = useReturns();
  const [device, setDevice] = useStored<Device>('preview.device', 'full');
  if (served === null) {
    return (
      <EmptyState title="Nothing is served" actions={runButton}>
        The page of the workspace’s dev server is shown here as soon as it listens.
      </EmptyState>
    );
  }
  const openTab = () => {
    // Opened before the answer is there, or the browser takes it for an advertisement.
    const tab = window.open('about:blank', '_blank');
    if (tab === null) return;
    tab.opener = null;
    askForEntrance(workspaceId, path).then(
      (url) => tab.location.replace(url),
      (error) => {
        tab.close();
        notifyFailure('The preview was not opened', error);
      },
    );
  };
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <IconButton size="small" label="Reload the preview" onClick={() => setLoads(loads + 1)}>
          <IconRefresh size={16} stroke={1.75} aria-hidden />
        </IconButton>
        <PathField key={path} path={path} port={served} onPath={onPath} />
        <SegmentedControl
          size="xs"
          className="not-phone"
          aria-label="Size"
          value={device}
          onChange={(value) => setDevice(value as Device)}
          data={Object.entries(DEVICES).map(([value, { label }]) => ({ value, label }))}
        />
        <IconButton size="small" label="Open in a tab of its own" onClick={openTab}>
          <IconExternalLink size={16} stroke={1.75} aria-hidden />
        </IconButton>
      </div>
      <Page
        workspaceId={workspaceId}
        path={path}
        load={`${run}:${served}:${loads}:${returns}`}
        width={DEVICES[device].width}
      />
    </div>
  );
}

interface PathFieldProps {
  readonly path: string;
  readonly port: number;
  readonly onPath: (path: string) => void;
}

function PathField({ path, port, onPath }: PathFieldProps) {
  const [text, setText] = useState(path);
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        onPath(text.startsWith('/') ? text : `/${text}`);
      }}
    >
      <span className="dim">:{port}</span>
      <input
        aria-label="Path of the page"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

interface PageProps {
  readonly workspaceId: string;
  readonly path: string;
  readonly load: string;
  readonly width: number | null;
}

function Page({ workspaceId, path, load, width }: PageProps) {
  const { data: url, error } = useQuery(entranceQuery(workspaceId, path, load));
  if (error !== null)
    return <EmptyState title="The preview was not opened">{describeError(error)}</EmptyState>;
  return (
    <div className={styles.stage} data-framed={width !== null}>
      {url !== undefined && (
        <iframe
          key={load}
          className={styles.page}
          title="Preview"
          src={url}
          sandbox={ALLOWED}
          style={width === null ? undefined : { width }}
        />
      )}
    </div>
  );
}
