import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/**
 * Remembers which contents each bundle was built from, so that the next build touches only what changed. Contents, not times:
 * a fresh checkout or a branch switch changes every time but few contents.
 */
const recordSchema = z.object({
  settings: z.string(),
  functions: z.record(z.string(), z.record(z.string(), z.string())),
});
type InputsRecord = z.infer<typeof recordSchema>;

const RECORD_FILE = '.inputs.json';

export type Fingerprint = (file: string) => Promise<string>;

/** Many functions share most inputs: each file is read once per build. */
export function createFingerprint(root: string): Fingerprint {
  const known = new Map<string, Promise<string>>();
  const read = async (file: string): Promise<string> => {
    try {
      const content = await readFile(path.resolve(root, file));
      return createHash('sha256').update(content).digest('base64url').slice(0, 22);
    } catch {
      return 'missing';
    }
  };
  return (file) => {
    const found = known.get(file) ?? read(file);
    known.set(file, found);
    return found;
  };
}

export async function readInputsRecord(outDir: string, settings: string): Promise<InputsRecord> {
  const empty: InputsRecord = { settings, functions: {} };
  try {
    const stored = recordSchema.parse(JSON.parse(await readFile(path.join(outDir, RECORD_FILE), 'utf8')));
    return stored.settings === settings ? stored : empty;
  } catch {
    return empty; // none yet, or from another version: build everything
  }
}

export async function writeInputsRecord(outDir: string, record: InputsRecord): Promise<void> {
  const file = path.join(outDir, RECORD_FILE);
  await writeFile(`${file}.${process.pid}`, JSON.stringify(record));
  await rename(`${file}.${process.pid}`, file);
}

export async function inputsUnchanged(
  inputs: Record<string, string> | undefined,
  fingerprint: Fingerprint,
): Promise<boolean> {
  if (!inputs) return false;
  const same = await Promise.all(
    Object.entries(inputs).map(async ([file, was]) => (await fingerprint(file)) === was),
  );
  return same.every(Boolean);
}
