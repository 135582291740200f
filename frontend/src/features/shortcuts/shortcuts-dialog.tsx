import { Modal } from '@mantine/core';
import { MOD } from '@/lib/shell';
import styles from './shortcuts-dialog.module.css';

const GROUPS = [
  {
    title: 'Anywhere',
    keys: [
      [`${MOD}K`, 'Search or run'],
      ['N', 'New workspace'],
      ['G N', 'Needs you'],
      ['G B', 'Board'],
      ['G L', 'List'],
      [`${MOD}B`, 'Sidebar'],
      [`${MOD}J`, 'Terminals'],
      ['?', 'These shortcuts'],
      ['Esc', 'Close, clear, leave the field'],
    ],
  },
  {
    title: 'Cards, rows, needs',
    keys: [
      ['J  K', 'Next, previous'],
      ['Enter', 'Open'],
      ['1 – 9', 'Answer with that option'],
      ['R', 'Resume, retry'],
      ['S', 'Start the issue'],
      ['X', 'Select the row'],
      ['/', 'Filter the list'],
      ['Enter  ↑  ↓', 'Choose a line of a diff to comment on'],
    ],
  },
  {
    title: 'Conversation',
    keys: [
      ['1 – 9', 'Answer the request'],
      ['R', 'Deny and say what to do'],
      ['C', 'Write a message'],
      ['Enter', 'Send'],
      ['Shift Enter', 'New line'],
      [`${MOD}Enter`, 'Create the workspace, in its dialog'],
    ],
  },
  {
    title: 'Terminal, which gets all other keys',
    keys: [
      ['Ctrl `', 'Leave it'],
      ['Ctrl Shift F', 'Search'],
      ['Ctrl Shift C', 'Copy'],
      ['F2', 'Rename, on its tab'],
      ['Delete', 'Close, on its tab'],
    ],
  },
] as const;

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Shortcuts" size={720}>
      <div className={styles.groups}>
        {GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key} className={styles.row}>
                  <dt>{does}</dt>
                  <dd>
                    <kbd className={styles.key}>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>Plain keys never fire while you type.</p>
    </Modal>
  );
}
