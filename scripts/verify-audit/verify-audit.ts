import { readHead } from '../../cloudfunctions/office/audit/link-entries';
import {
  CHAIN_START,
  verifyChain,
  type ChainFlaw,
  type ExpectedHead,
} from '../../cloudfunctions/office/audit/verify-chain';
import type { Store } from '../../cloudfunctions/kit/store/store';

const words: Readonly<Record<ChainFlaw, string>> = {
  changed: '内容被改过  was changed',
  removed: '被删掉了  was removed',
  inserted: '是后来插进去的  was inserted later',
  reordered: '顺序被动过  was put in another place',
  block_missing: '整段缺失  the block is gone',
  block_changed: '接不上前一段  does not follow the block before',
  cut_off: '链尾被截断  the end was cut off',
  head_missing: '链头记录没了  where the chain ends was removed',
  not_as_expected: '与日志里记下的不同  differs from the head that was noted',
};

/** `120:HASH`. @throws RangeError */
export function expectedHead(given: string | null): ExpectedHead | null {
  if (given === null) return null;
  const [, entries = '', hash = ''] = /^(\d+):([\w-]{43})$/.exec(given) ?? [];
  if (hash === '') throw new RangeError('--head ENTRIES:HASH');
  return { entries: Number(entries), hash };
}

/** The whole chain, in one go. */
export async function verifyAudit(
  store: Store,
  expected: ExpectedHead | null,
): Promise<{ lines: string[]; agrees: boolean }> {
  const { found, place } = await verifyChain(store, CHAIN_START, () => false, expected);
  const head = await readHead(store);
  const lines = found.map(({ flaw, id }) => `✗ ${id} ${words[flaw]}`);
  const ending =
    found.length === 0
      ? `✓ ${place.entries} 条操作日志，${place.number} 段，都接得上  the chain of the audit entries holds`
      : `${found.length} 处不对，请查 docs/operations.md  the chain is broken`;
  const noted = head ? [`  链尾  head ${head.entries}:${head.hash}`] : [];
  return { lines: [...lines, ending, ...noted], agrees: found.length === 0 };
}
