import type { ImportView } from '@contracts/office/member-imports';
import { PART_BYTES } from '@contracts/primitives/upload-size';
import type { RequestId } from '@contracts/primitives/ids';
import type { ChosenFile } from '@/platform/share/choose-file';
import { officeService } from '@/services';

interface Sending {
  requestId: RequestId;
  /** 0 to 100. */
  onProgress: (percent: number) => void;
}

/** Part by part, each as small as one call takes; sent again, a part is the same part. */
export async function sendFile(
  { name, bytes, readPart }: ChosenFile,
  { requestId, onProgress }: Sending,
): Promise<ImportView> {
  const { importId } = (await officeService.startImport({ name: name.slice(-80) }, { requestId })).import;
  for (let part = 0; part * PART_BYTES < bytes; part += 1) {
    const content = await readPart(part * PART_BYTES, Math.min(PART_BYTES, bytes - part * PART_BYTES));
    await officeService.addImportPart({ importId, part, content });
    onProgress(Math.min(100, Math.round((((part + 1) * PART_BYTES) / bytes) * 100)));
  }
  return (await officeService.closeImportUpload({ importId })).import;
}
