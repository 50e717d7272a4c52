import { scrub } from './scrub';

/** One structured line per event, JSON on standard output, where CloudBase's log search finds it. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type LogLevel = 'info' | 'warn' | 'error';

/**
 * The fields that may hold a text. None is for what people are called or known by: an id in them names a document, and what
 * errors say is scrubbed. Numbers and truths need no list.
 */
const textFields = [
  'op',
  'name',
  'part',
  'actor',
  'outcome',
  'requestId',
  'detail',
  'why',
  'what',
  'problem',
  'code',
  'id',
  'memberId',
  'leaderId',
  'paymentId',
  'refundId',
  'reminder',
  'recipient',
  'shard',
  'kind',
  'collection',
  'collections',
  'failedParts',
  'leftOutParts',
  'stoppedParts',
  'slowParts',
  'pushed',
  'channel',
] as const;
type TextField = (typeof textFields)[number];

/** A literal with a text in a field that is not for texts does not compile. */
type TextsWhereAllowed<Fields> = {
  readonly [Name in keyof Fields]: Name extends TextField
    ? Fields[Name]
    : string extends Name
      ? Fields[Name]
      : Fields[Name] extends number | boolean | null
        ? Fields[Name]
        : never;
};

const isTextField = (name: string): boolean => textFields.some((field) => field === name);

/** Fields gathered at run time are held to the same list. */
const shown = (name: string, value: LogFields[string]): LogFields[string] => {
  if (typeof value !== 'string') return value;
  return isTextField(name) ? scrub(value) : '(no field for texts)';
};

export function logLine<const Fields extends LogFields>(
  level: LogLevel,
  event: string,
  fields: Fields & TextsWhereAllowed<Fields>,
): void {
  const line = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shown(name, value)]));
  // eslint-disable-next-line no-console -- standard output is the log of a cloud function
  console.log(JSON.stringify({ level, event, ...line }));
}
