import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { askSelfCheck } from '../../cloudfunctions/kit/host/self-check';
import { callDeployed } from '../../cloudfunctions/kit/store/deployed-function';
import type { CollectionName } from '../../cloudfunctions/kit/store/schema';
import { DUE_WORK } from '../../cloudfunctions/kit/store/wake';
import { MINUTE_MS } from '../../contracts/primitives/time';
import { functionConfig, type FunctionConfig } from '../deploy/cloudbaserc';
import { openProbe } from './probe-collection';
import { compare, notAsked, type Answer, type ProbePlace, type Question } from './question';

const FOLDER = path.join(__dirname, '../../cloudfunctions');
const FACTS_5 = 'platform-facts, section 5';
const NOT_DEPLOYED = 'no function answers: deploy first, with the MEMBER_CODE_KEY of this .env';
/** The members' sweep reads its marks in four minutes of ten, at most three later; and time for a run. */
const TIMER_WAIT_MS = 4 * MINUTE_MS + 20_000;

/** Every function by its own config.json. */
const configs = (): [string, FunctionConfig][] =>
  readdirSync(FOLDER)
    .filter((name) => existsSync(path.join(FOLDER, name, 'config.json')))
    .map((name) => [
      name,
      functionConfig.parse(JSON.parse(readFileSync(path.join(FOLDER, name, 'config.json'), 'utf8'))),
    ]);

const checked = z.looseObject({
  limits: z.object({ timeMs: z.number(), memoryMb: z.number() }).nullable(),
});

/** What a function says of its own limits, in words; null: it does not answer. */
async function limitsOf(name: string, key: Buffer, now: number): Promise<string | null> {
  const { data } = checked.safeParse(await callDeployed(name, askSelfCheck(key, now)));
  if (!data) return null;
  return data.limits ? `${data.limits.timeMs} ms ${data.limits.memoryMb} MB` : 'says no limits';
}

const keyOf = (variables: ProbePlace['variables']): Buffer =>
  Buffer.from(variables['MEMBER_CODE_KEY'] ?? '', 'base64');

/** @param all functions and how they are configured */
export async function askLimits(
  { variables, now }: Pick<ProbePlace, 'variables' | 'now'>,
  all = configs(),
): Promise<Answer> {
  const key = keyOf(variables);
  const otherwise: string[] = [];
  let silent = 0;
  for (const [name, { timeout, memorySize }] of all) {
    const seen = await limitsOf(name, key, now());
    if (seen === null) silent += 1;
    if (seen !== `${timeout * 1000} ms ${memorySize} MB`) otherwise.push(`${name}: ${seen ?? 'no answer'}`);
  }
  if (silent === all.length) return notAsked(NOT_DEPLOYED);
  return compare(otherwise.length === 0, otherwise.join('; ') || `${all.length} functions, as configured`);
}

/** Each function with a timer, and a collection it looks into: `tests/boundaries/timers.test.ts` compares them with the config.json. */
export const TIMED: Readonly<Record<string, CollectionName>> = {
  sweep: 'reminders',
  'payment-sweep': 'orders',
  'member-sweep': 'features',
};
const ownNotes = z.looseObject({
  parts: z.record(z.string(), z.looseObject({ lookedAt: z.number() })),
});
/** None yet: it never came. */
const notes = z.record(z.string(), z.unknown());

/** A mark of work on a collection of each: whoever comes looks, finds nothing, and notes that it looked. */
async function askTimers({ now, pass, variables }: ProbePlace): Promise<Answer> {
  const key = keyOf(variables);
  if ((await limitsOf('sweep', key, now())) === null) return notAsked(NOT_DEPLOYED);
  const probe = openProbe('dueWork');
  const from = now();
  const marks = Object.values(TIMED).map((collection) => [collection, from]);
  await probe.update(DUE_WORK, { wokenAt: Object.fromEntries(marks) as unknown });
  await pass(TIMER_WAIT_MS);
  const [found] = await probe.get({ _id: DUE_WORK });
  const { data } = notes.safeParse(found);
  const hasLooked = (name: string): boolean => {
    const own = ownNotes.safeParse(data?.[name]).data;
    return Object.values(own?.parts ?? {}).some(({ lookedAt }) => lookedAt > from);
  };
  const silent = Object.keys(TIMED).filter((name) => !hasLooked(name));
  return compare(
    silent.length === 0,
    silent.length === 0 ? 'each came within four minutes' : `nothing of ${silent.join(', ')}`,
  );
}

/** What only functions that are deployed can tell; before that these are not asked. */
export const deployedQuestions: readonly Question[] = [
  {
    id: 'function_limits',
    assumed: 'each function runs under the time and memory of its config.json, and is told both with a call',
    where: FACTS_5,
    ask: (place) => askLimits(place),
  },
  {
    id: 'timer_delivery',
    assumed: 'each timer function is started every minute, by a timer in its context (others it refuses)',
    where: `${FACTS_5} and 2`,
    ask: askTimers,
  },
];
