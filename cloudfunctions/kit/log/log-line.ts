/**
 * One structured line per event, JSON on standard output, where CloudBase's log search finds it.
 * The value types leave no room for an object that might carry a phone number, an openid or a token.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type LogLevel = 'info' | 'warn' | 'error';

export function logLine(level: LogLevel, event: string, fields: LogFields): void {
  // eslint-disable-next-line no-console -- standard output is the log of a cloud function
  console.log(JSON.stringify({ level, event, ...fields }));
}
