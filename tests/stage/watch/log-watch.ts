import * as z from 'zod';
import { startDemoCloud, textOf } from '../../../local/seed/demo-cloud';
import { demoPeople } from '../../../local/seed/demo-people';
import { demoAccounts, demoVariables } from '../../../local/seed/demo-settings';
import { MOST_OPERATIONS, type TransactionWarning } from '../../../local/cloudbase/gateway/transaction-watch';
import type { LocalCloud, LocalCloudOptions } from '../../../local/local-cloud';

/**
 * Reads along what the functions log, in every journey and story, and fails the one whose log tells who somebody is: an openid,
 * unionid, phone number, name, card number or token that was used anywhere in it. It is checked when the cloud closes, and
 * before a reset makes it forget.
 */
type OnLog = NonNullable<LocalCloudOptions['onLog']>;

interface LogWatch {
  onLog: OnLog;
  tooLarge(transaction: string): void;
  /** Checks at every reset and at the end. */
  over(cloud: LocalCloud): LocalCloud;
  /** Somebody the database may never hear of. */
  knows(...texts: (string | undefined)[]): void;
}

/** Shorter texts are found in anything. */
const SHORTEST = 5;
const SHORTEST_NAME = 2;
const isName = (text: string): boolean => /[^\u0020-\u007e]/.test(text);

const line = z.looseObject({ level: z.string(), event: z.string() });
/** Calls in the thousands differ in nothing else: without these the same line is looked at once. */
const PASSING = ['requestId', 'ms', 'databaseCalls'];

/** What a line says, without what every line has of its own; one that is not of kit/log stays as it is. */
function contentOf(text: string): string {
  try {
    const fields = Object.entries(line.parse(JSON.parse(text)));
    return JSON.stringify(Object.fromEntries(fields.filter(([name]) => !PASSING.includes(name))));
  } catch {
    return text;
  }
}

/** The lines that show one of the texts, or a text where none belongs. */
export function leaksIn(contents: Iterable<string>, personal: Iterable<string>): string[] {
  const sought = [...new Set(personal)].filter(
    (text) => text.length >= (isName(text) ? SHORTEST_NAME : SHORTEST),
  );
  return [...contents].flatMap((content) => {
    const shown = sought.filter((text) => content.includes(text));
    if (content.includes('(no field for texts)')) shown.push('a text in a field that is not for texts');
    return shown.length > 0 ? [`${shown.join(', ')} in ${content}`] : [];
  });
}

function watchLogs(): LogWatch {
  const contents = new Set<string>();
  const known = new Set<string>();
  const transactions: string[] = [];
  const knows = (...texts: (string | undefined)[]) => {
    for (const text of texts) if (text) known.add(text);
  };
  const check = (cloud: LocalCloud) => {
    knows(...personalTextsOf(cloud));
    const leaks = leaksIn(contents, known);
    // Told once: the tests after a reset answer for their own lines only.
    contents.clear();
    const large = transactions.splice(0);
    if (large.length > 0) throw new Error(`more than the platform may take:\n${large.join('\n')}`);
    if (leaks.length > 0) throw new Error(`personal data in the log:\n${leaks.join('\n')}`);
  };
  return {
    onLog: ({ text }) => contents.add(contentOf(text)),
    tooLarge: (transaction) => transactions.push(transaction),
    knows,
    over(cloud) {
      const { close, reset } = cloud;
      cloud.reset = async (env) => {
        check(cloud);
        return reset(env);
      };
      cloud.close = async () => {
        try {
          check(cloud);
        } finally {
          await close();
        }
      };
      return cloud;
    },
  };
}

/** `npm run journeys:single` */
export const IS_STRICT = process.env['TUANKA_TRANSACTIONS'] === 'single';

/** By the database of the cloud: what stands in for a cloud has the same. */
const watches = new WeakMap<LocalCloud['database'], LogWatch>();

/** The watch over a cloud that was started with one. */
export const watchOver = (cloud: LocalCloud): LogWatch | undefined => watches.get(cloud.database);

/** A cloud with a watch over its log: how every test and story starts one. */
export async function watchedCloud(
  start: (onLog: OnLog, tooLarge: LogWatch['tooLarge']) => Promise<LocalCloud>,
  alsoHears?: OnLog,
): Promise<LocalCloud> {
  const logs = watchLogs();
  const cloud = await start((line) => {
    logs.onLog(line);
    alsoHears?.(line);
  }, logs.tooLarge);
  watches.set(cloud.database, logs);
  return logs.over(cloud);
}

/** The demo's cloud, so watched. */
export const startWatchedCloud = (options: Parameters<typeof startDemoCloud>[0]): Promise<LocalCloud> =>
  watchedCloud(
    (onLog, tooLarge) => startDemoCloud({ ...(IS_STRICT && refusing(tooLarge)), ...options, onLog }),
    options.onLog,
  );

/** With transactions of single records one of as many operations as the platform may refuse fails the test. */
const refusing = (tooLarge: LogWatch['tooLarge']) => ({
  onTransactionWarning: (warning: TransactionWarning) => {
    // How long it took is the machine's affair.
    if (warning.operations >= MOST_OPERATIONS) tooLarge(textOf(warning));
  },
});

const named = z.looseObject({ nickname: z.string().nullish(), name: z.string().nullish() });

/** Everything that tells who somebody is or opens a door, wherever this cloud keeps it. */
function personalTextsOf(cloud: LocalCloud): string[] {
  const environment = cloud.database.environment(cloud.env);
  const all = (collection: string): Record<string, unknown>[] =>
    environment
      .findDocuments(collection, { filter: {}, order: [], skip: 0, limit: 100_000 })
      .map(({ document }) => z.record(z.string(), z.unknown()).parse(document));
  const ids = (collection: string) => all(collection).map(({ _id }) => String(_id));
  const names = ['members', 'leaders', 'leaderApplications'].flatMap((collection) =>
    all(collection).flatMap((document) => {
      const { nickname, name } = named.parse(document);
      return [nickname, name].filter((text) => typeof text === 'string');
    }),
  );
  const { state } = cloud.wechat;
  return [
    // The last part: an openid, unionid, keyed hash or card number.
    ...ids('identities').map((id) => id.slice(id.lastIndexOf(':') + 1)),
    ...ids('subscriptionCredits').flatMap((id) => id.split(':').slice(1, 2)),
    ...ids('followers').flatMap((id) => id.split(':').slice(1)),
    ...names,
    ...state.accessTokens.map(({ token }) => token),
    ...[...state.phoneCodes].flatMap(([code, { openid, phoneNumber }]) => [code, openid, phoneNumber]),
    ...[...state.loginCodes].flatMap(([code, { openid, sessionKey }]) => [code, openid, sessionKey]),
    ...state.people.keys(),
    ...state.followers,
    ...state.followerUnions.values(),
    ...demoPeople.flatMap(({ openid, unionid, phone, name }) => [openid, unionid, phone, name]),
    ...demoAccounts.map(({ secret }) => secret),
    ...keysOf(demoVariables(cloud.url)),
  ];
}

const keysOf = (variables: Record<string, string>): string[] =>
  ['PHONE_HASH_KEY', 'MEMBER_CODE_KEY', 'OA_AES_KEY', 'WECHAT_PAY_API_V3_KEY'].flatMap(
    (name) => variables[name] ?? [],
  );
