import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CSRF_HEADER } from '../../../contracts/console/console-session';
import { LOGIN_LASTS_MS, SESSION_LASTS_MS } from './console-session';

/**
 * How the browser carries what proves it: cookies that no script reads, no other site sends and no other host sets (`__Host-`, RFC 6265bis).
 * Whether CloudBase's HTTP access forwards Set-Cookie is not established (platform-facts, section 9): should the probe find that it does
 * not, this file is where the token goes into a header instead.
 */
const SESSION_COOKIE = '__Host-tuanka';
const LOGIN_COOKIE = '__Host-tuanka-login';

type Headers = Readonly<Record<string, string>>;

const cookieOf = (headers: Headers, name: string): string | null => {
  const found = (headers['cookie'] ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
};

const setCookie = (name: string, value: string, lastsMs: number): string =>
  `${name}=${value}; Path=/; Max-Age=${Math.floor(lastsMs / 1000)}; HttpOnly; Secure; SameSite=Strict`;

/** 256 bits, in letters that a cookie takes as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

const SECRET = /^[\w-]{43}$/;

export function readSessionToken(headers: Headers): string | null {
  const token = cookieOf(headers, SESSION_COOKIE);
  return token !== null && SECRET.test(token) ? token : null;
}

export const carrySession = (token: string): string => setCookie(SESSION_COOKIE, token, SESSION_LASTS_MS);
export const dropSession = (): string => setCookie(SESSION_COOKIE, '', 0);

interface LoginProof {
  code: string;
  secret: string;
}

/** The code alone is on the screen for everybody to see; the secret is what takes the session. */
export function readLoginProof(headers: Headers): LoginProof | null {
  const [, code, secret] = /^([\w-]{22})\.([\w-]{43})$/.exec(cookieOf(headers, LOGIN_COOKIE) ?? '') ?? [];
  return code !== undefined && secret !== undefined ? { code, secret } : null;
}

export const carryLogin = ({ code, secret }: LoginProof): string =>
  setCookie(LOGIN_COOKIE, `${code}.${secret}`, LOGIN_LASTS_MS);
export const dropLogin = (): string => setCookie(LOGIN_COOKIE, '', 0);

/** All that is stored of a secret; at 128 bits and more nothing is gained by a slower hash. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 32);
export const sessionIdOf = (token: string): string => `ses_${hashOf(token)}`;
export const loginIdOf = (code: string): string => `log_${hashOf(code)}`;
export const pollHashOf = (secret: string): string => hashOf(`poll\n${secret}`);

/** What a page of ours is told and another site's form cannot send; made of the token, so that nothing more is stored. */
export const csrfOf = (token: string): string =>
  createHmac('sha256', token).update('csrf').digest('base64url');

export function hasCsrf(headers: Headers, token: string): boolean {
  const sent = Buffer.from(headers[CSRF_HEADER] ?? '');
  const right = Buffer.from(csrfOf(token));
  return sent.length === right.length && timingSafeEqual(sent, right);
}
