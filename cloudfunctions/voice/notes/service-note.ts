import type { StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ServiceNote } from '../../../contracts/voice/voice-values';

interface Stored extends Pick<ServiceNote, 'kind' | 'text' | 'state' | 'dueAt' | 'byName' | 'at'> {
  _id: string;
  storeId: StoreId | null;
  closed: { text: string; byName: string; at: Instant } | null;
}

/** As staff read it. */
export const viewNote = (
  { _id, kind, text, state, dueAt, storeId, byName, at, closed }: Stored,
  storeNames: ReadonlyMap<string, string>,
): ServiceNote => ({
  noteId: _id,
  kind,
  text,
  state,
  dueAt,
  storeName: storeId === null ? null : (storeNames.get(storeId) ?? null),
  byName,
  at,
  closed: closed && { text: closed.text, byName: closed.byName, at: closed.at },
});
