import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { settingGroupName } from '../../contracts/office/setting-values';
import { leavesOf, type Leaf } from '../../cloudfunctions/kit/config/setting-leaves';
import { listProblems } from '../../cloudfunctions/office/settings/list-problems';

/** The settings as a person edits them: the version they were pulled at, and the groups. */
const settingsFile = z.strictObject({
  version: z.int().nonnegative(),
  content: z.partialRecord(settingGroupName, z.record(z.string(), z.unknown())),
});
export type SettingsFile = z.output<typeof settingsFile>;

/** Null: there is none. @throws ZodError, SyntaxError when it is no settings file */
export const readSettingsFile = (file: string): SettingsFile | null =>
  existsSync(file) ? settingsFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;

export const writeSettingsFile = (file: string, settings: SettingsFile): void =>
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);

/** One line for each thing that is wrong. */
export const problemLines = ({ content }: SettingsFile): string[] =>
  settingGroupName.options.flatMap((name) =>
    content[name] === undefined
      ? []
      : listProblems(name, content[name]).map(
          ({ path, problem }) => `✗ ${[name, path].filter((part) => part !== '').join('.')}: ${problem}`,
        ),
  );

/** What would change: `messageRules.perDay: 4 → 6`. */
export function differenceLines(before: object, after: object): string[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const text = (value: Leaf | undefined): string => (value === undefined ? '—' : JSON.stringify(value));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((path) => was[path] !== is[path])
    .map((path) => `  ${path}: ${text(was[path])} → ${text(is[path])}`);
}
