import { Modal } from '@mantine/core';
import { UsageChart } from './usage-chart';

interface UsageDialogProps {
  readonly owner: 'projects' | 'workspaces';
  readonly id: string;
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function UsageDialog({ owner, id, name, opened, onClose }: UsageDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} size={560} title={`Usage of ${name}`}>
      <div style={{ padding: '4px 16px 16px' }}>{opened && <UsageChart owner={owner} id={id} />}</div>
    </Modal>
  );
}
