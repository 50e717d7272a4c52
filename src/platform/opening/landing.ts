import {
  isInviteCode,
  isLeaderCode,
  isOfferCode,
  type InviteCode,
  type LeaderCode,
  type OfferCode,
} from '@contracts/primitives/ids';
import { stringField } from '../untrusted';

/**
 * Where a leader's code (`g`) or a friend's (`i`) hides (platform-facts, section 3):
 * - a mini-program code: `scene`, percent-encoded, `g=<code>`;
 * - an ordinary link as a QR code: `q`, the whole address percent-encoded once, `…?g=<code>`;
 * - a shared card: the page's own query, `?g=<code>&i=<code>`.
 */
export const JOIN_PAGE = 'pages/join/index';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // already decoded, with a bare % in it
  }
};

/** WeChat has no URLSearchParams. */
export function queryOf(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    query[decoded(name)] = at < 0 ? '' : decoded(part.slice(at + 1));
  }
  return query;
}

/** What stands in a code's scene. Some phones hand it over encoded twice; nothing of ours has a % of its own. */
export function queryOfScene(scene: string): Record<string, string> {
  const once = decoded(scene);
  return queryOf(once.includes('=') ? once : decoded(once));
}

const queryOfAddress = (address: string): Record<string, string> =>
  queryOf((address.split('?')[1] ?? '').split('#')[0] ?? '');

/** What a landing page was opened with; null when there is none or it cannot be one. */
export interface LandingCodes {
  leaderCode: LeaderCode | null;
  inviteCode: InviteCode | null;
}

const codesIn = ({ g, i }: Record<string, string | undefined>): LandingCodes => ({
  leaderCode: isLeaderCode(g) ? g : null,
  inviteCode: isInviteCode(i) ? i : null,
});

export function codesFromParams(params: unknown): LandingCodes {
  const scene = stringField(params, 'scene');
  if (scene !== undefined) return codesIn(queryOfScene(scene));
  const link = stringField(params, 'q');
  if (link !== undefined) return codesIn(queryOfAddress(decoded(link)));
  return codesIn({ g: stringField(params, 'g'), i: stringField(params, 'i') });
}

export const leaderCodeFromParams = (params: unknown): LeaderCode | null =>
  codesFromParams(params).leaderCode;

const orNull = (codes: LandingCodes): LandingCodes | null =>
  codes.leaderCode === null && codes.inviteCode === null ? null : codes;

/** What a scan inside the mini-program read: one of our codes, or something else. */
export function codesFromScan(scan: unknown): LandingCodes | null {
  const path = stringField(scan, 'path');
  if (path !== undefined && path.replace(/^\//, '').startsWith(JOIN_PAGE)) {
    return orNull(codesFromParams(queryOfAddress(path)));
  }
  const result = stringField(scan, 'result');
  return result === undefined ? null : orNull(codesIn(queryOfAddress(result)));
}

/** A friend's coupon that waits for whoever joins here. */
export function giftCodeFromParams(params: unknown): OfferCode | null {
  const code = stringField(params, 'gift');
  return isOfferCode(code) ? code : null;
}

export const joinForGiftPath = (code: OfferCode): string => `/${JOIN_PAGE}?gift=${code}`;

export const leaderCodeFromScan = (scan: unknown): LeaderCode | null =>
  codesFromScan(scan)?.leaderCode ?? null;

/** The query of a card: both codes where there are both. */
export const landingQuery = (leaderCode: LeaderCode | null, inviteCode: InviteCode | null = null): string =>
  [leaderCode && `g=${leaderCode}`, inviteCode && `i=${inviteCode}`].filter(Boolean).join('&');

export function joinPath(leaderCode: LeaderCode | null, inviteCode: InviteCode | null = null): string {
  const query = landingQuery(leaderCode, inviteCode);
  return query === '' ? `/${JOIN_PAGE}` : `/${JOIN_PAGE}?${query}`;
}
