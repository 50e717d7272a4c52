import { createHash } from 'node:crypto';
import { LETTERS_AND_DIGITS } from '../../contracts/primitives/codes/alphabets';
import type { SubscribeTemplate, WechatAccount } from './accounts';
import type { WechatState } from './state';

/** What every API of the sandbox is built from: its state, the injected clock and what it was told about the merchant. */
export interface Sandbox {
  state: WechatState;
  now: () => number;
  seed: string;
  accounts: WechatAccount[];
  templates: SubscribeTemplate[];
  /** Template messages of the official account. */
  officialTemplates: SubscribeTemplate[];
  /** Subscribe notices of the official account. */
  officialNotices: SubscribeTemplate[];
  /** Pages of the published mini-program without leading slash; null while no build exists, and then every page passes. */
  pages: () => string[] | null;
  /** The phone bound to a WeChat user. */
  phoneOf: (openid: string) => string | undefined;
  /** Whether this openid exists under the mini-program's appid. */
  knowsOpenid: (openid: string) => boolean;
  /** Where a function is reached over HTTP access, as the merchant typed it into WeChat's console. */
  functionUrl: (functionName: string) => string;
  /** Called after every change, so that a persistent server can save. */
  changed: () => void;
}

/** Random-looking but reproducible: the same seed and the same calls give the same tokens and codes. */
export function drawText(sandbox: Sandbox, length: number): string {
  const serial = sandbox.state.drawn++;
  let text = '';
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash('sha256').update(`${sandbox.seed}/${serial}/${block}`).digest()) {
      text += LETTERS_AND_DIGITS[byte % LETTERS_AND_DIGITS.length] ?? '';
    }
  }
  return text.slice(0, length);
}

export const miniProgramOf = (sandbox: Sandbox): WechatAccount | undefined =>
  sandbox.accounts.find((account) => account.kind === 'mini-program');

/** WeChat takes page paths without a leading slash; a query is allowed only where the caller says so. */
export function pageExists(sandbox: Sandbox, page: string): boolean {
  if (page === '' || page.startsWith('/')) return false;
  const pages = sandbox.pages();
  return pages === null || pages.includes(page.split('?')[0] ?? '');
}
