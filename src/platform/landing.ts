import { isLeaderCode, isOfferCode, type LeaderCode, type OfferCode } from '@contracts/primitives/ids';
import { stringField } from './untrusted';

/**
 * Where a leader code hides (platform-facts, section 3):
 * - a mini-program code: `scene`, percent-encoded, `g=<code>`;
 * - an ordinary link as a QR code: `q`, the whole address percent-encoded once, `…?g=<code>`;
 * - a shared card: the page's own query, `?g=<code>`.
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

const queryOfAddress = (address: string): Record<string, string> =>
  queryOf((address.split('?')[1] ?? '').split('#')[0] ?? '');

const codeIn = (query: Record<string, string>): LeaderCode | null => {
  const code = query['g'];
  return isLeaderCode(code) ? code : null;
};

/** The leader code a page was opened with; null when there is none or it cannot be one. */
export function leaderCodeFromParams(params: unknown): LeaderCode | null {
  const scene = stringField(params, 'scene');
  if (scene !== undefined) return codeIn(queryOf(decoded(scene)));
  const link = stringField(params, 'q');
  if (link !== undefined) return codeIn(queryOfAddress(decoded(link)));
  const code = stringField(params, 'g');
  return isLeaderCode(code) ? code : null;
}

/** What a scan inside the mini-program read: one of our codes, or something else. */
export function leaderCodeFromScan(scan: unknown): LeaderCode | null {
  const path = stringField(scan, 'path');
  if (path !== undefined && path.replace(/^\//, '').startsWith(JOIN_PAGE)) {
    return leaderCodeFromParams(queryOfAddress(path));
  }
  const result = stringField(scan, 'result');
  return result === undefined ? null : codeIn(queryOfAddress(result));
}

/** A friend's coupon that waits for whoever joins here. */
export function giftCodeFromParams(params: unknown): OfferCode | null {
  const code = stringField(params, 'gift');
  return isOfferCode(code) ? code : null;
}

export const joinForGiftPath = (code: OfferCode): string => `/${JOIN_PAGE}?gift=${code}`;

export const joinPath = (code: LeaderCode | null): string =>
  code === null ? `/${JOIN_PAGE}` : `/${JOIN_PAGE}?g=${code}`;
