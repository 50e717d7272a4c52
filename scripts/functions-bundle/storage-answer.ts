/**
 * Stands in for `xml2js` where the SDK reads what the storage answered to an upload: nothing, or an `Error` whose elements are
 * single texts, each read as a list of one.
 */
type Callback = (error: Error | null, result: { Error: Record<string, string[]> } | null) => void;

const ELEMENT = /<(Code|Message|RequestId|TraceId)>([^<]*)<\/\1>/g;

export function parseString(answer: string | Buffer, callback: Callback): void {
  const text = answer.toString().trim();
  if (text === '') return callback(null, null);
  if (!text.includes('<Error>')) return callback(new Error('not an answer of the storage'), null);
  const elements = [...text.matchAll(ELEMENT)].map(([, name = '', value = '']) => [name, [value]] as const);
  callback(null, {
    Error: { Code: ['?'], Message: [''], RequestId: [''], TraceId: [''], ...Object.fromEntries(elements) },
  });
}
