import type { CharterView } from '@contracts/growth/charter';
import type { GrowthApi } from '@contracts/growth/growth';
import { chinaTimeText } from '@contracts/primitives/time';

type Charter = ReturnType<GrowthApi['readCharter']>;

/** The rule of before the shop opened began with it. */
export const sinceText = ({ version, since }: Pick<CharterView, 'version' | 'since'>): string =>
  since === 0 ? `第 ${version} 版` : `第 ${version} 版，${chinaTimeText(since)} 起生效`;

/** What a member has not agreed to yet, what is announced first; null: nothing, or nobody to agree. */
export function toAgreeTo({ charter, isMember, agreed }: Charter): string | null {
  if (charter === null || !isMember) return null;
  const newest = charter.next?.version ?? charter.version;
  return agreed?.version === newest ? null : newest;
}

export const agreedText = ({ agreed }: Charter): string | null =>
  agreed === null ? null : `你在 ${chinaTimeText(agreed.at)} 同意了第 ${agreed.version} 版`;
