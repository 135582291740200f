import { splitPath } from '@/lib/format';
import styles from './changes.module.css';

export function FilePath({ path, oldPath }: { path: string; oldPath: string | null }) {
  const { folder, file } = splitPath(path);
  const title = oldPath === null || oldPath === path ? path : `${oldPath} → ${path}`;
  return (
    <span className={styles.path} title={title}>
      <span className={styles.folder}>{folder}</span>
      <span className={styles.base}>{file}</span>
    </span>
  );
}
