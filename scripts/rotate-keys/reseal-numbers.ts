import * as z from 'zod';
import { isFreshlySealed, resealPhone } from '../../cloudfunctions/kit/identity/phone-vault';
import { openDatabase, readRoundTrip, roundTrip } from '../../cloudfunctions/kit/store/database';
import type { Settings } from '../../cloudfunctions/kit/config/settings';

/**
 * Seals every stored phone number with the newest of PHONE_KEYS. Functions read with all of them meanwhile, so nothing waits for it;
 * a number is changed only while it is the one that was read, so nothing anybody writes meanwhile is lost; run again it goes on with
 * what is left.
 */
export const SEALED_FIELDS = {
  members: ['phone.cipher'],
  merges: ['before.kept.phone.cipher', 'before.absorbed.phone.cipher', 'after.phone.cipher'],
  leaderApplications: ['phone.cipher'],
} as const;

export interface Resealed {
  /** Sealed anew in this run. */
  resealed: number;
  /** Under a key that is not in PHONE_KEYS: ids of the documents, by collection. */
  unreadable: string[];
}

const PAGE = 200;
const documents = z.object({ data: z.array(z.looseObject({ _id: z.string() })) });
const meter = { databaseCalls: 0 };

function textAt(document: unknown, path: string): string | null {
  let value: unknown = document;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof value === 'string' ? value : null;
}

/** @throws StoreUnavailable; what was sealed until then stays so */
export async function resealNumbers(phone: Settings['phone']): Promise<Resealed> {
  const report: Resealed = { resealed: 0, unreadable: [] };
  for (const [name, paths] of Object.entries(SEALED_FIELDS))
    await resealCollection(phone, name, paths, report);
  return report;
}

async function resealCollection(
  phone: Settings['phone'],
  name: string,
  paths: readonly string[],
  report: Resealed,
): Promise<void> {
  const database = openDatabase();
  const collection = database.collection(name);
  let after = '';
  for (;;) {
    const read = () =>
      collection
        .where({ _id: database.command.gt(after) })
        .orderBy('_id', 'asc')
        .limit(PAGE)
        .get();
    const { data: page } = documents.parse(await readRoundTrip(meter, read));
    for (const document of page)
      for (const path of paths) await resealField(phone, { name, path, document }, report);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last._id;
  }
}

interface Field {
  name: string;
  path: string;
  document: { _id: string };
}

async function resealField(
  phone: Settings['phone'],
  { name, path, document }: Field,
  report: Resealed,
): Promise<void> {
  const sealed = textAt(document, path);
  if (sealed === null || isFreshlySealed(phone, sealed)) return;
  let fresh: string;
  try {
    fresh = resealPhone(phone, sealed);
  } catch {
    report.unreadable.push(`${name}/${document._id}`);
    return;
  }
  const as = { _id: document._id, [path]: sealed };
  await roundTrip(meter, () =>
    openDatabase()
      .collection(name)
      .where(as)
      .update({ [path]: fresh }),
  );
  report.resealed += 1;
}
