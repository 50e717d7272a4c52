import { refuse } from '../../../../contracts/errors';
import type { MemberFilter, MemberView } from '../../../../contracts/office/members';
import { instant } from '../../../../contracts/primitives/time';
import type { WriteCall } from '../../../kit/host/call';
import { isHeardBefore, markNothingDone } from '../../../kit/audit/heard-before';
import { auditIdFor, recordAudit } from '../../../kit/audit/record-audit';
import { memberViewIdFor } from '../../../kit/ids/derived-id';
import { moreThan } from '../../../kit/store/query/condition';
import type { ReadStore } from '../../../kit/store/store';
import { readKeptFilter } from './read-kept-filter';

/** As many as fit on a page of chips. */
const MOST = 30;

export async function listViews(store: Pick<ReadStore, 'memberViews'>): Promise<MemberView[]> {
  const { items } = await store.memberViews.find({
    where: { savedAt: moreThan(NEVER) },
    orderBy: 'savedAt',
    limit: MOST,
  });
  return items.map(({ _id, name, filter, version }) => ({
    viewId: _id,
    name,
    version,
    filter: readKeptFilter(filter),
  }));
}

/** What two saves at once meet in: it counts every save, so that a version never comes again and no view is one too many. */
const COUNTER = 'view_counter';
/** No view was saved then: the list of them begins after it. */
const NEVER = instant(0);
const ATTEMPTS = 3;

/** @throws TuankaError member_views_full, member_view_changed, busy */
export async function saveMemberView(
  call: WriteCall<'operator'>,
  { name, filter, basedOn }: { name: string; filter: MemberFilter; basedOn: number | null },
) {
  const _id = memberViewIdFor(name);
  // What is typed to find one person is nobody's view.
  const kept = { ...filter, text: null };
  const text = JSON.stringify(kept);
  for (let attempt = 1; ; attempt += 1) {
    const version = await trySave(call, { _id, name, text, basedOn });
    if (version !== null) return { view: { viewId: _id, name, filter: kept, version } };
    if (attempt === ATTEMPTS) throw refuse('busy', _id);
  }
}

interface Wish {
  _id: string;
  name: string;
  text: string;
  basedOn: number | null;
}

/** @returns the version; null: another save came between the look and this */
async function trySave(
  call: WriteCall<'operator'>,
  { _id, name, text, basedOn }: Wish,
): Promise<number | null> {
  const { store, now } = call;
  const seen = await store.memberViews.get(COUNTER);
  const all = await listViews(store);
  const isFull = all.filter(({ viewId }) => viewId !== _id).length >= MOST;
  return store.transact(async (transaction) => {
    const known = await transaction.memberViews.get(_id);
    const entry = { action: 'office.saveMemberView', subjectId: _id };
    const present = known?.version ?? (basedOn ?? 0) + 1;
    if (await isHeardBefore(transaction, call, entry)) return present;
    if (known?.filter === text) {
      await markNothingDone(transaction, call, entry);
      return known.version;
    }
    if ((known?.version ?? null) !== basedOn) throw refuse('member_view_changed');
    if (isFull) throw refuse('member_views_full');
    const counter = await transaction.memberViews.get(COUNTER);
    if (counter?.version !== seen?.version) return null;
    const next = Math.max(counter?.version ?? 0, ...all.map(({ version }) => version)) + 1;
    await transaction.memberViews.replace({
      _id: COUNTER,
      name: '',
      filter: '',
      version: next,
      savedAt: NEVER,
    });
    await transaction.memberViews.replace({
      _id,
      name,
      filter: text,
      version: next,
      savedAt: known?.savedAt ?? now,
    });
    await recordAudit(transaction, call, { ...entry, detail: { name } });
    return next;
  });
}

export async function removeMemberView(call: WriteCall<'operator'>, { viewId }: { viewId: string }) {
  const removed = await call.store.transact(async (transaction) => {
    const entry = { action: 'office.removeMemberView', subjectId: viewId };
    if (await isHeardBefore(transaction, call, entry))
      return (await transaction.auditEntries.get(auditIdFor(call.requestId, entry))) !== null;
    const known = viewId === COUNTER ? null : await transaction.memberViews.get(viewId);
    if (!known) {
      await markNothingDone(transaction, call, entry);
      return false;
    }
    await transaction.memberViews.remove(viewId);
    const { name } = known;
    await recordAudit(transaction, call, { ...entry, detail: { name } });
    return true;
  });
  return { removed };
}
