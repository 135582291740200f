import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { NewAttachment } from './api-types';
import { newId } from './new-id';
import { notifyFailure } from './notify';

export interface ChosenFile {
  readonly key: string;
  readonly name: string;
  readonly mimeType: string;
  readonly data: string;
}

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const MAX_IMAGE = 5 * 1024 * 1024;
const MAX_TEXT = 512 * 1024;

function read(file: File): Promise<ChosenFile> {
  const image = IMAGES.includes(file.type);
  const limit = image ? MAX_IMAGE : MAX_TEXT;
  if (file.size > limit) {
    return Promise.reject(new Error(`${file.name} is larger than ${limit / 1024} KB.`));
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error(`${file.name} could not be read.`));
    reader.onload = () => {
      // data:TYPE;base64,CONTENT
      const data = String(reader.result).replace(/^[^,]*,/, '');
      resolve({ key: newId(), name: file.name, mimeType: file.type || 'text/plain', data });
    };
    reader.readAsDataURL(file);
  });
}

/** Files that will go with a message: chosen, pasted or dropped. */
export function useAttachments() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const add = async (chosen: Iterable<File>) => {
    for (const file of chosen) {
      try {
        const done = await read(file);
        setFiles((held) => [...held, done]);
      } catch (error) {
        notifyFailure('The file was not attached', error);
      }
    }
  };
  return {
    files,
    add: (chosen: Iterable<File>) => void add(chosen),
    remove: (key: string) => setFiles((held) => held.filter((file) => file.key !== key)),
    clear: () => setFiles([]),
    toSend: (): NewAttachment[] => files.map(({ name, mimeType, data }) => ({ name, mimeType, data })),
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void add([...event.clipboardData.files]);
    },
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void add([...event.dataTransfer.files]);
    },
  };
}

export type Attachments = ReturnType<typeof useAttachments>;
