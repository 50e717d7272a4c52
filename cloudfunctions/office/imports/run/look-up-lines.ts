import type { MemberId } from '../../../../contracts/primitives/ids';
import type { TimerCall } from '../../../kit/host/serve-timer';
import { hashPhone, keptCard } from '../../../kit/identity/phone-vault';
import { allPages } from '../../../kit/store/query/all-pages';
import { oneOf } from '../../../kit/store/query/condition';
import { oldCardKey, phoneKey } from '../../../kit/store/query/document-ids';
import type { Known } from '../rows/judge-line';
import type { ImportLine } from '../rows/read-line';

export type Working = Pick<TimerCall, 'store' | 'now' | 'settings' | 'outOfTime'>;

const PAGE = 500;

/** The keys of a line in the identity map. */
export const keysOfLine = ({ settings }: Pick<Working, 'settings'>, { phone, oldCard }: ImportLine) => ({
  phone: phone === null ? null : phoneKey(hashPhone(settings.phone, phone)),
  card: oldCard === null ? null : oldCardKey(keptCard(settings.phone, oldCard)),
});

/** The first line with each number and each card, of those that say nothing wrong. */
export interface FirstLines {
  phones: ReadonlyMap<string, number>;
  cards: ReadonlyMap<string, number>;
}

export function firstLines(lines: readonly ImportLine[]): FirstLines {
  const [phones, cards] = [new Map<string, number>(), new Map<string, number>()];
  for (const { line, phone, oldCard, faults } of lines) {
    if (faults.length > 0) continue;
    if (phone !== null && !phones.has(phone)) phones.set(phone, line);
    if (oldCard !== null && !cards.has(oldCard)) cards.set(oldCard, line);
  }
  return { phones, cards };
}

/** Whom each line leads to now; about five database calls for all of them. */
export async function lookUpLines(
  call: Working,
  lines: readonly ImportLine[],
  first: FirstLines,
): Promise<(line: ImportLine) => Known> {
  const { store } = call;
  const keys = lines.flatMap((line) => Object.values(keysOfLine(call, line))).filter((key) => key !== null);
  const owners = new Map(
    (await store.identities.getMany([...new Set(keys)])).map((one) => [one._id, one.memberId]),
  );
  const ids = [...new Set(owners.values())];
  const [members, profiles, signedIn, optOuts] = await Promise.all([
    store.members.getMany(ids),
    store.messageProfiles.getMany(ids),
    signedInOf(call, ids),
    store.importOptOuts.getMany([...new Set(keys)]),
  ]);
  const optedOut = new Set(optOuts.map(({ _id }) => _id));
  const byId = new Map(members.map((member) => [member._id, member]));
  const muted = new Map(profiles.map(({ _id, mutedKinds }) => [String(_id), mutedKinds]));
  return (line) => {
    const key = keysOfLine(call, line);
    const byPhone = key.phone === null ? null : (owners.get(key.phone) ?? null);
    const byCard = key.card === null ? null : (owners.get(key.card) ?? null);
    const owner = byPhone ?? byCard;
    const found = owner === null ? undefined : byId.get(owner);
    const same = (lines: ReadonlyMap<string, number>, value: string | null): number | null => {
      const at = value === null ? undefined : lines.get(value);
      return at === undefined || at === line.line ? null : at;
    };
    return {
      samePhoneAs: same(first.phones, line.phone),
      sameCardAs: same(first.cards, line.oldCard),
      byPhone,
      byCard,
      member: found?.status === 'active' ? found : null,
      signedIn: found !== undefined && signedIn.has(found._id),
      muted: muted.get(found?._id ?? '') ?? [],
      optedOutBefore: [key.phone, key.card].some((one) => one !== null && optedOut.has(one)),
    };
  };
}

/** Who of them has ever been here with WeChat. */
async function signedInOf({ store }: Working, ids: readonly MemberId[]): Promise<ReadonlySet<MemberId>> {
  if (ids.length === 0) return new Set();
  const identities = await allPages((cursor) =>
    store.identities.find({
      where: { memberId: oneOf(ids), kind: oneOf(['openid' as const, 'unionid' as const]) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  return new Set(identities.map(({ memberId }) => memberId));
}
