import { Menu } from '@mantine/core';
import {
  IconColumns2,
  IconDots,
  IconPencil,
  IconSearch,
  IconTextDecrease,
  IconTextIncrease,
  IconX,
} from '@tabler/icons-react';
import { IconButton } from '@/components/button';
import type { useTerminalChoices } from './terminal-choices';

interface PanelMenuProps {
  /** Whether a terminal has the focus of the panel, so that there is something to rename. */
  readonly terminal: boolean;
  readonly canOpen: boolean;
  /** Two are shown side by side. */
  readonly split: boolean;
  readonly settings: ReturnType<typeof useTerminalChoices>;
  readonly onSearch: () => void;
  readonly onSplit: () => void;
  readonly onRename: () => void;
  readonly onClose: () => void;
}

export function PanelMenu(props: PanelMenuProps) {
  const { terminal, canOpen, split, settings, onSearch, onSplit, onRename, onClose } = props;
  const { choices, grow, toggleCopyOnSelect, toggleScreenReader } = settings;
  return (
    <Menu position="top-end" width={236}>
      <Menu.Target>
        <IconButton size="small" label="Terminal menu">
          <IconDots size={16} stroke={1.75} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!terminal} leftSection={<IconSearch size={14} aria-hidden />} onClick={onSearch}>
          Search
        </Menu.Item>
        <Menu.Item disabled={!canOpen} leftSection={<IconColumns2 size={14} aria-hidden />} onClick={onSplit}>
          {split ? 'Show one only' : 'Split'}
        </Menu.Item>
        <Menu.Item disabled={!terminal} leftSection={<IconPencil size={14} aria-hidden />} onClick={onRename}>
          Rename
        </Menu.Item>
        <Menu.Item disabled={!terminal} leftSection={<IconX size={14} aria-hidden />} onClick={onClose}>
          Close the terminal
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconTextIncrease size={14} aria-hidden />}
          onClick={() => grow(1)}
        >
          Larger text
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconTextDecrease size={14} aria-hidden />}
          onClick={() => grow(-1)}
        >
          Smaller text
        </Menu.Item>
        <Menu.CheckboxItem checked={choices.copyOnSelect} onChange={toggleCopyOnSelect}>
          Copy on select
        </Menu.CheckboxItem>
        <Menu.CheckboxItem checked={choices.screenReader} onChange={toggleScreenReader}>
          Screen reader mode
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
