import { areas } from '@contracts/areas';
import type { ActorKind, Operations } from '@contracts/operation';
import { personHandleFor } from '../../../cloudfunctions/kit/ids/derived-id';
import type { LocalCloud } from '../../../local/server';
import * as z from 'zod';
import { documentsOf } from '../stage';

/** What people are told by a cloud, and whether it is theirs to know. */

export interface Heard {
  /** `<area>.<operation>` */
  operation: string;
  openid: string;
  input: unknown;
  data: unknown;
}

const event = z.object({ op: z.string(), input: z.unknown().optional() });
const caller = z.object({ openid: z.string() });
const good = z.object({ result: z.object({ ok: z.literal(true), data: z.unknown() }) });

/** The same cloud; every good answer of every call is heard. */
export function overhear(cloud: LocalCloud): { cloud: LocalCloud; heard: Heard[] } {
  const heard: Heard[] = [];
  const invoke: LocalCloud['invoke'] = async (area, sent, who, options) => {
    const answer = await cloud.invoke(area, sent, who, options);
    const answered = good.safeParse(answer);
    const said = event.safeParse(sent);
    const by = caller.safeParse(who);
    if (answered.success && said.success && by.success)
      heard.push({
        operation: `${area}.${said.data.op}`,
        openid: by.data.openid,
        input: said.data.input,
        data: answered.data.result.data,
      });
    return answer;
  };
  return { cloud: { ...cloud, invoke }, heard };
}

/** Something that names a person, or is worth something of theirs. */
export interface Secret {
  /** The member it belongs to, or `openid` of somebody who has not joined. */
  owner: string;
  /** `id`: says whom or what of whom; `account`: of WeChat, or a phone number; `code`: opens something. */
  kind: 'id' | 'account' | 'code';
  what: string;
  text: string;
}

/** Everybody's, as the database stands. @param phones full numbers, by openid */
export function secretsIn(cloud: LocalCloud, phones: Readonly<Record<string, string>> = {}) {
  const members = documentsOf(cloud, 'members');
  const kept = new Map(members.map(({ _id, mergedInto }) => [_id as string, mergedInto as string | null]));
  const personOf = (memberId: string): string => {
    const into = kept.get(memberId);
    return into ? personOf(into) : memberId;
  };
  const ownerOf = new Map<string, string>();
  const identities = documentsOf(cloud, 'identities').filter(({ kind }) => kind !== 'closed');
  for (const { _id, kind, memberId } of identities)
    if (kind === 'openid') ownerOf.set(openIdIn(_id), personOf(memberId));
  const byOpenId = (openid: string): string => ownerOf.get(openid) ?? openid;
  const secrets: Secret[] = [];
  const add = (owner: string, kind: Secret['kind'], what: string, text: string) =>
    void secrets.push({ owner, kind, what, text });

  for (const { _id, card } of members) {
    add(personOf(_id), 'id', 'member id', charactersOf(_id));
    add(personOf(_id), 'code', 'card number', card.number);
  }
  for (const { _id, kind, memberId } of identities) {
    if (kind === 'openid') add(personOf(memberId), 'account', 'openid', openIdIn(_id));
    if (kind === 'unionid') add(personOf(memberId), 'account', 'unionid', _id.slice('unionid:'.length));
  }
  for (const [openid, phone] of Object.entries(phones)) add(byOpenId(openid), 'account', 'phone', phone);
  for (const { code, memberId } of documentsOf(cloud, 'coupons'))
    add(personOf(memberId), 'code', 'coupon code', code);
  for (const { _id, memberId } of documentsOf(cloud, 'redemptions'))
    add(personOf(memberId), 'code', 'pick-up code', charactersOf(_id));
  for (const { _id, payer } of documentsOf(cloud, 'orders'))
    if (payer) add(byOpenId(payer.openId), 'id', 'order id', charactersOf(_id));
  for (const { _id, openIdKey } of documentsOf(cloud, 'leaders'))
    if (openIdKey !== null) add(byOpenId(openIdIn(openIdKey)), 'id', 'leader id', _id);
  for (const { _id } of documentsOf(cloud, 'staff')) {
    const openid = openIdIn(_id);
    add(byOpenId(openid), 'id', 'staff handle', personHandleFor(_id));
    if (!ownerOf.has(openid)) add(openid, 'account', 'openid', openid);
  }
  return { secrets, byOpenId };
}

const charactersOf = (id: string): string => id.slice(id.indexOf('_') + 1);
const openIdIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

const actorOf = (operation: string): ActorKind => {
  const [area = '', op = ''] = operation.split('.');
  const table = Object.entries<Operations>(areas).find(([name]) => name === area)?.[1];
  const found = table?.[op];
  if (!found) throw new Error(`no operation ${operation}`);
  return found.actor;
};

/**
 * Which kinds of somebody else's an operation may tell (docs/decisions/0026): none where one acts for oneself; at the counter and in
 * the office the ids of what the work is about. Nobody is told an account, or a code that opens something.
 */
const toldBy: Record<ActorKind, readonly Secret['kind'][]> = {
  guest: [],
  member: [],
  leader: [],
  adviser: ['id'],
  clerk: ['id'],
  operator: ['id'],
  owner: ['id'],
};

/** What of others these answers tell that they must not; what the caller said themself may be repeated to them. */
export function leaksIn(
  heard: readonly Heard[],
  { secrets, byOpenId }: ReturnType<typeof secretsIn>,
): string[] {
  const leaks = new Set<string>();
  for (const { operation, openid, input, data } of heard) {
    const viewer = byOpenId(openid);
    const told = textsOf(data);
    const said = textsOf(input);
    const allowed = toldBy[actorOf(operation)];
    for (const { owner, kind, what, text } of secrets)
      if (owner !== viewer && !allowed.includes(kind) && told.includes(text) && !said.includes(text))
        leaks.add(`${operation} tells somebody the ${what} of another`);
  }
  return [...leaks].sort();
}

const PICTURE = 2_000;

/** Everything an answer says, also what is only encoded in it. */
function textsOf(data: unknown): string {
  const json = JSON.stringify(data) ?? '';
  const encoded = json.match(/[\w+/-]{16,}/g) ?? [];
  const decoded = encoded
    .filter(({ length }) => length < PICTURE)
    .map((text) => Buffer.from(text, 'base64url').toString('latin1'));
  return [json, ...decoded].join('\n');
}
