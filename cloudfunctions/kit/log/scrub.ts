/**
 * What a text loses before it may stand in a log: whatever tells who somebody is, and whatever opens a door. Texts come from
 * everywhere (messages of the database and of WeChat, document ids, stack traces), so it goes by shape, not by source.
 */
type Shape = readonly [RegExp, string];

const shapes: readonly Shape[] = [
  // Ids of the identity map, also where another id was made from one (`rem:…:openid:…`, `msg_…-openid-…`).
  [/(?<![A-Za-z])(openid|unionid)([:-])[0-9A-Za-z_:-]+/g, '$1$2…'],
  [/(?<![A-Za-z])(phone|closed)([:-])[0-9A-Za-z_+/=-]{16,}/g, '$1$2…'],
  [/(?<![A-Za-z])card([:-])\d+/g, 'card$1…'],
  // `<appid>:<openid>[:<template>]`: credits and followers; an app's id by itself is public.
  [/(?<![0-9A-Za-z])(wx[0-9a-z]{8,})([:-])[0-9A-Za-z_:-]+/g, '$1$2…'],
  // openids and unionids by themselves: 28 characters, and WeChat begins them with `o`.
  [/(?<![0-9A-Za-z_-])o[0-9A-Za-z_-]{27}(?![0-9A-Za-z_-])/g, '(openid)'],
  [/((?:access_token|secret|session_key|js_code|sign|signature)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, '$1…'],
  // An access token: a number, an underline and a long random text.
  [/(?<![0-9A-Za-z])\d{1,3}_[0-9A-Za-z_-]{64,}/g, '(token)'],
  [/\+\d{7,}/g, '+(number)'],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, '(number)'],
  // Card and pick-up code, member code, transaction. 13 digits are an instant and stay, as do those inside an id.
  [/(?<![0-9A-Za-z])(?:\d{11,12}|\d{14,})(?![0-9A-Za-z])/g, '(number)'],
];

/** What the settings hold, which the variables of the function decide. */
let secretsOnce: readonly string[] = [];
const SHORTEST_SECRET = 6;

/** Told by the settings as they are read: no text in a log shows one of these. */
export function hideSecrets(values: readonly (string | Buffer | null | undefined)[]): void {
  const texts = values.flatMap((value) =>
    Buffer.isBuffer(value) ? [value.toString('base64'), value.toString('hex')] : [value ?? ''],
  );
  secretsOnce = [...new Set([...secretsOnce, ...texts.filter((text) => text.length >= SHORTEST_SECRET)])];
}

export function scrub(text: string): string {
  let clean = text;
  for (const secret of secretsOnce) clean = clean.replaceAll(secret, '(secret)');
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
  return clean;
}

/** An id as we make them begins with what it is of; any other text was thought of by a caller, who may have written a name. */
const OUR_ID = /^[a-z]{2,14}[_:]/;

/** How a document that is not there is told of: `members/mem_…`, and never by a text that only its caller knows. */
export const missingText = (collection: string, id: string): string =>
  scrub(`${collection}/${OUR_ID.test(id) ? id : '(no id of ours)'}`);
