import * as z from 'zod';
import {
  settingGroupName,
  settingGroups,
  type SettingGroupName,
  type SettingGroups,
  type SettingProblem,
} from '../../../contracts/office/setting-values';
import { minuteFrom } from '../../../contracts/primitives/clock/minute-of-day';

/** Groups as they are in force, and which of those written down could not be read. */
export interface ReadGroups {
  groups: SettingGroups;
  unreadable: SettingGroupName[];
}

/**
 * Reads what is written down, each group for itself: one that is missing, or was spoiled by hand, has its defaults, and the
 * others hold. Nobody's join fails over a rule about leaders.
 */
export function readGroups(content: Readonly<Record<string, unknown>>): ReadGroups {
  const unreadable: SettingGroupName[] = [];
  const read = <Name extends SettingGroupName>(name: Name): unknown => {
    const parsed = settingGroups[name].safeParse(withoutRetired(name, content[name] ?? {}));
    if (parsed.success) return parsed.data;
    unreadable.push(name);
    return settingGroups[name].parse({});
  };
  const all = Object.fromEntries(settingGroupName.options.map((name) => [name, read(name)]));
  return { groups: everyGroup.parse(all), unreadable };
}

/** Rules that were written down once and are none any more: read and left out. */
const RETIRED: Partial<Record<SettingGroupName, readonly string[]>> = { leaderRules: ['quietDays'] };

function withoutRetired(name: SettingGroupName, content: unknown): unknown {
  const retired = RETIRED[name];
  if (!retired || typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).filter(([field]) => !retired.includes(field)));
}

// Put together when it is first asked for: a start costs what it builds.
const everyGroup = z.lazy(() => z.object(settingGroups));

/** What is wrong with one group as somebody wrote it, with where; never the value. */
export function groupProblems(name: SettingGroupName, content: unknown): SettingProblem[] {
  const parsed = settingGroups[name].safeParse(withoutRetired(name, content));
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({
    path: [...issue.path, ...('keys' in issue && Array.isArray(issue.keys) ? issue.keys : [])].join('.'),
    problem: 'not_valid',
  }));
}

/** `22:00-08:00` as minutes of the China day. */
export function minutesOf(quietHours: string): { fromMinute: number; toMinute: number } {
  const [from, to] = quietHours.split('-').map(minuteFrom);
  return { fromMinute: from ?? 0, toMinute: to ?? 0 };
}
