import { IconFile, IconFileText } from '@tabler/icons-react';
import type { Attachment } from '@/lib/api-types';
import { bytes } from '@/lib/format';
import styles from './attached-files.module.css';

interface AttachedFilesProps {
  readonly session: string;
  readonly attachments: readonly Attachment[];
}

/** What went with a message: images as such, the rest by name. */
export function AttachedFiles({ session, attachments }: AttachedFilesProps) {
  return (
    <ul className={styles.files}>
      {attachments.map((file) => (
        <li key={file.attachmentId}>
          <AttachedFile session={session} file={file} />
        </li>
      ))}
    </ul>
  );
}

function AttachedFile({ session, file }: { session: string; file: Attachment }) {
  const address = `/api/sessions/${session}/attachments/${file.attachmentId}`;
  if (file.path !== null) {
    return (
      <span className={styles.file} title={file.path}>
        <IconFileText size={13} stroke={1.75} aria-hidden />
        <span className="truncate">{file.path}</span>
      </span>
    );
  }
  if (file.mimeType.startsWith('image/')) {
    return (
      <a className={styles.image} href={address} target="_blank" rel="noreferrer" title={file.name}>
        <img src={address} alt={file.name} loading="lazy" />
      </a>
    );
  }
  return (
    <a
      className={styles.file}
      href={address}
      download={file.name}
      title={`${file.name}, ${bytes(file.size)}`}
    >
      <IconFile size={13} stroke={1.75} aria-hidden />
      <span className="truncate">{file.name}</span>
    </a>
  );
}
