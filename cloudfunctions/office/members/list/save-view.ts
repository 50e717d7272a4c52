import { refuse } from '../../../../contracts/errors';
import type { MemberFilter, MemberView } from '../../../../contracts/office/members';
import { instant } from '../../../../contracts/primitives/time';
import type { WriteCall } from '../../../kit/host/call';
import { recordAudit } from '../../../kit/audit/record-audit';
import { memberViewIdFor } from '../../../kit/ids/derived-id';
import { moreThan } from '../../../kit/store/query/condition';
import type { ReadStore } from '../../../kit/store/store';
import { readKeptFilter } from './read-kept-filter';

/** As many as fit on a page of chips. */
const MOST = 30;

export async function listViews(store: Pick<ReadStore, 'memberViews'>): Promise<MemberView[]> {
  const { items } = await store.memberViews.find({
    where: { savedAt: moreThan(instant(0)) },
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

/** @throws TuankaError member_views_full, member_view_changed */
export async function saveMemberView(
  call: WriteCall<'operator'>,
  { name, filter, basedOn }: { name: string; filter: MemberFilter; basedOn: number | null },
) {
  const { store, now } = call;
  const _id = memberViewIdFor(name);
  const others = (await listViews(store)).filter(({ viewId }) => viewId !== _id);
  if (others.length >= MOST) throw refuse('member_views_full');
  // What is typed to find one person is nobody's view.
  const kept = { ...filter, text: null };
  const text = JSON.stringify(kept);
  const version = await store.transact(async (transaction) => {
    const known = await transaction.memberViews.get(_id);
    if (known?.filter === text) return known.version;
    if ((known?.version ?? null) !== basedOn) throw refuse('member_view_changed');
    const next = (known?.version ?? 0) + 1;
    await transaction.memberViews.replace({
      _id,
      name,
      filter: text,
      version: next,
      savedAt: known?.savedAt ?? now,
    });
    await recordAudit(transaction, call, {
      action: 'office.saveMemberView',
      subjectId: _id,
      detail: { name },
    });
    return next;
  });
  return { view: { viewId: _id, name, filter: kept, version } };
}

export async function removeMemberView(call: WriteCall<'operator'>, { viewId }: { viewId: string }) {
  const removed = await call.store.transact(async (transaction) => {
    const known = await transaction.memberViews.get(viewId);
    if (!known) return false;
    await transaction.memberViews.remove(viewId);
    const { name } = known;
    await recordAudit(transaction, call, {
      action: 'office.removeMemberView',
      subjectId: viewId,
      detail: { name },
    });
    return true;
  });
  return { removed };
}
