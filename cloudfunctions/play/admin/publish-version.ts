import { refuse } from '../../../contracts/errors';
import type { Prize } from '../../../contracts/play/prize';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { WriteCall } from '../../kit/host/call';
import type { TransactionStore } from '../../kit/store/store';
import type { PackNames } from '../rules/prize-text';
import { verifyPrizes } from './verify-prizes';

/** A version as it is stored, whatever its rule says. */
export interface Version<Draft> {
  _id: string;
  version: number;
  publishedAt: Instant;
  rule: Draft;
  packNames: PackNames;
  publishedBy: RequestId;
}

interface Versions<Stored> {
  get(id: string): Promise<Stored | null>;
  insert(version: Stored): Promise<void>;
  replace(version: Stored): Promise<void>;
}

/** What is published: where it is stored, what it gives, what stands beside the rule. */
export interface Published<Draft, More> {
  action: Parameters<typeof recordAudit>[2]['action'];
  /** The id of the one in force; its versions are `<id>:v<version>`. */
  id: string;
  versions: (transaction: TransactionStore) => Versions<Version<Draft> & More>;
  prizesOf: (draft: Draft) => readonly Prize[];
  /** Of a version for ever, and of the one in force. */
  more: (current: (Version<Draft> & More) | null, draft: Draft) => { ofVersion: More; inForce: More };
  /** What else changes with it. */
  also?: (
    transaction: TransactionStore,
    current: (Version<Draft> & More) | null,
    draft: Draft,
  ) => Promise<void>;
}

export const versionIdOf = (id: string, version: number): string => `${id}:v${version}`;

/** Ids of the latest versions, for those who look back. */
const SHOWN_VERSIONS = 10;
export const latestVersionIds = (id: string, version: number): string[] =>
  Array.from({ length: Math.min(SHOWN_VERSIONS, version) }, (_none, back) => versionIdOf(id, version - back));

/** What was published, the latest first. */
export const viewVersions = (
  versions: readonly { version: number; publishedAt: Instant; rule: { isOn: boolean } }[],
) =>
  [...versions]
    .sort((one, other) => other.version - one.version)
    .map(({ version, publishedAt, rule: { isOn } }) => ({ version, publishedAt, isOn }));

/**
 * Publishes the next version of a rule, which holds from now on: also switching it off and on. The request that published a version gets
 * its answer again; a form made from an older version is refused.
 * @returns the one in force
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishVersion<Draft extends object, More extends object>(
  call: WriteCall<'operator'>,
  { action, id, versions, prizesOf, more, also }: Published<Draft, More>,
  { draft, basedOn }: { draft: Draft; basedOn: number },
): Promise<Version<Draft> & More> {
  const { store, now, requestId } = call;
  const packNames = await verifyPrizes(store, prizesOf(draft));
  return store.transact(async (transaction) => {
    const stored = versions(transaction);
    const current = await stored.get(id);
    if (current?.publishedBy === requestId) return current;
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const version = basedOn + 1;
    const next = { rule: draft, version, publishedAt: now, packNames, publishedBy: requestId };
    const { ofVersion, inForce } = more(current, draft);
    const published = { ...next, ...inForce, _id: id };
    await stored.insert({ ...next, ...ofVersion, _id: versionIdOf(id, version) });
    await stored.replace(published);
    await also?.(transaction, current, draft);
    await recordAudit(transaction, call, {
      action,
      subjectId: versionIdOf(id, version),
      detail: { version },
      ...toldChange(current?.rule ?? null, draft),
    });
    return published;
  });
}
