import { refuse } from '../../../contracts/errors';
import { inParallel } from '../../kit/instance/in-parallel';
import { cloudFiles } from '../../kit/store/cloud-files';
import { downloadFile } from '../../kit/store/download-file';
import type { DocumentOf } from '../../kit/store/schema';
import { openTable, type Table } from './file/open-table';

type Import = Pick<DocumentOf<'memberImports'>, '_id' | 'parts'>;

const AT_ONCE = 8;

export const partPath = (importId: string, part: number): string =>
  `imports/${importId}/${String(part).padStart(3, '0')}`;

/** @throws TuankaError import_unreadable; StoreUnavailable */
export async function loadTable({ parts }: Import): Promise<Table> {
  const contents: Buffer[] = [];
  await inParallel([...parts.entries()], AT_ONCE, async ([at, fileId]) => {
    const content = fileId === null ? null : await downloadFile(fileId);
    if (content === null) throw refuse('import_unreadable', `part ${at}`);
    contents[at] = content;
  });
  try {
    return openTable(Buffer.concat(contents));
  } catch (error) {
    // What is broken in whichever way, is no list.
    throw refuse('import_unreadable', error instanceof Error ? error.message : 'unknown');
  }
}

/** Numbers of people: nothing of the file stays longer than it is needed. */
export async function removeFile({ parts }: Import): Promise<void> {
  await inParallel(parts, AT_ONCE, async (fileId) => {
    if (fileId !== null) await cloudFiles.remove(fileId);
  });
}
