import { FileButton } from '@mantine/core';
import { IconFile, IconPaperclip, IconX } from '@tabler/icons-react';
import type { Attachments, ChosenFile } from '@/lib/use-attachments';
import styles from './attachment-tray.module.css';
import { IconButton } from './button';

/** The files that will go with a message, each to be taken back. */
export function AttachmentTray({ attachments }: { attachments: Attachments }) {
  if (attachments.files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label="Attached files">
      {attachments.files.map((file) => (
        <li key={file.key} className={styles.file}>
          <Preview file={file} />
          <span className="truncate" title={file.name}>
            {file.name}
          </span>
          <IconButton size="small" label={`Remove ${file.name}`} onClick={() => attachments.remove(file.key)}>
            <IconX size={12} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Preview({ file }: { file: ChosenFile }) {
  return file.mimeType.startsWith('image/') ? (
    <img className={styles.thumbnail} src={`data:${file.mimeType};base64,${file.data}`} alt="" />
  ) : (
    <IconFile size={13} stroke={1.75} aria-hidden />
  );
}

export function AttachButton({ attachments }: { attachments: Attachments }) {
  return (
    <FileButton multiple onChange={(chosen) => attachments.add(chosen)}>
      {(props) => (
        <IconButton size="small" label="Attach files" hint="or paste, or drop" {...props}>
          <IconPaperclip size={15} stroke={1.75} aria-hidden />
        </IconButton>
      )}
    </FileButton>
  );
}
