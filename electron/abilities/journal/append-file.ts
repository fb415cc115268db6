import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE_FILE, syncDirectory } from '../durable.ts';
import { systemCode } from '../host-error.ts';

/** The few things a journal asks of a disk; tests put a failing one in its place. */
export type AppendFile = {
  size(): Promise<number>;
  /** Bytes from `position`; fewer than `length` only at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Writes all of it at `position`. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Returns once everything written is on the disk. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens the file, making it durably on first use. */
export async function openAppendFile(file: string): Promise<AppendFile> {
  const handle = await openOrMake(file);
  return {
    ...readingOf(handle),
    write: async (bytes, position) => {
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(
          bytes,
          written,
          bytes.length - written,
          position + written,
        );
        written += bytesWritten;
      }
    },
    sync: () => handle.sync(),
    truncate: (size) => handle.truncate(size),
    close: () => handle.close(),
  };
}

/** Opens a file for looking at it only. */
export async function openToRead(file: string): Promise<Pick<AppendFile, 'size' | 'read' | 'close'>> {
  const handle = await open(file, 'r');
  return { ...readingOf(handle), close: () => handle.close() };
}

const readingOf = (handle: FileHandle): Pick<AppendFile, 'size' | 'read'> => ({
  size: async () => (await handle.stat()).size,
  read: async (position, length) => {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  },
});

async function openOrMake(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const handle = await open(file, 'wx+', PRIVATE_FILE);
  await handle.sync();
  await syncDirectory(dirname(file));
  return handle;
}
