import type { Instant } from '../../../contracts/primitives/time';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost, moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { readRules } from '../ledger/read-rules';
import { withCounted } from '../rules/forecast-counts';
import { versionAt, type Rules } from '../rules/standing';
import { readOutlooks, withDraft } from './read-outlooks';

const PAGE = 50;
type Forecast = DocumentOf<'tierForecasts'>;

/** Counts on, a page at a time; how far it came is kept with what was counted. It changes no standing. */
export async function countForecasts(call: Working): Promise<{ forecastLooked: number }> {
  const { store, now } = call;
  const rules = await readRules(store);
  let forecastLooked = 0;
  await workThrough(call, {
    collection: 'tierForecasts',
    trouble: 'forecast_not_counted',
    readPage: (cursor) =>
      store.tierForecasts.find({
        where: { dueAt: atMost<Instant | null>(now) },
        orderBy: 'dueAt',
        limit: 5,
        cursor,
      }),
    async work({ _id }) {
      let looked: number | null = 0;
      while (looked !== null && !call.outOfTime()) {
        looked = await countPage(call, _id, rules);
        forecastLooked += looked ?? 0;
      }
    },
  });
  return { forecastLooked };
}

/** @returns how many were looked at; null: it is done, or somebody else's */
async function countPage({ store, now }: Working, id: string, rules: Rules): Promise<number | null> {
  const forecast = await store.tierForecasts.get(id);
  if (!forecast || forecast.dueAt === null) return null;
  const { items, nextCursor } = await readStates(store, forecast);
  const members = items.filter(({ mergedInto }) => mergedInto === null);
  const { draft, at, startedAt } = forecast;
  const under = draft === null ? rules : withDraft(rules, draft, at, startedAt);
  const current = versionAt(rules, startedAt);
  const outlooks = await readOutlooks(store, members, { rules: under, current }, at);
  const isMine = await store.transact(async (transaction) => {
    const current = await transaction.tierForecasts.get(id);
    // Another sweep was faster, or it was begun anew.
    if (current?.startedBy !== forecast.startedBy || current.cursor !== forecast.cursor) return false;
    if (current.dueAt === null) return false;
    await transaction.tierForecasts.replace({
      ...current,
      counts: withCounted(current.counts, outlooks),
      cursor: nextCursor,
      dueAt: nextCursor === null ? null : current.dueAt,
      finishedAt: nextCursor === null ? now : null,
    });
    return true;
  });
  return isMine && nextCursor !== null ? members.length : null;
}

/** Tonight only who is due by then can move, unless a new rule moves them. */
const readStates = (store: Working['store'], { kind, everybody, at, cursor }: Forecast) =>
  kind === 'tonight' && !everybody
    ? store.tierStates.find({
        where: { nextDueAt: atMost<Instant | null>(at) },
        orderBy: 'nextDueAt',
        limit: PAGE,
        cursor,
      })
    : store.tierStates.find({ where: { version: moreThan(-1) }, orderBy: '_id', limit: PAGE, cursor });
