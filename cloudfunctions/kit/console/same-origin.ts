/**
 * A browser says with every post where the page that makes it is from. Another site's, and none at all, is refused; the host it was sent to
 * is what the page must be from (the console is served under the same name as its functions).
 */
export function isSameOrigin(headers: Readonly<Record<string, string>>): boolean {
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || host === '') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  try {
    const { host: from, protocol } = new URL(origin);
    return from === host && (protocol === 'https:' || /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host));
  } catch {
    return false;
  }
}
