import * as z from 'zod';
import { messageKind } from '../message/message-values';
import { operation, type ApiOf } from '../operation';
import { cursor, instant } from '../values';
import { settingGroupName, settingProblem } from './setting-values';
import { shown, unshown } from '../text-marks';

const loose = z.record(unshown(z.string(), 'a field of ours'), z.unknown());

const leaf = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One version of all settings, and what it changed; null: it was not there. */
const settingVersion = z.object({
  version: z.int().positive(),
  changedAt: instant,
  changedBy: z.string(),
  restoredFrom: z.int().positive().nullable(),
  /** `messageRules.perDay`: from what to what. */
  changes: z.array(z.object({ path: z.string(), before: leaf, after: leaf })),
});
export type SettingVersion = z.output<typeof settingVersion>;

export const settingsOperations = {
  /** Everything in force, with defaults filled in, and the version a change must be based on. */
  readSettings: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      version: z.int().nonnegative(),
      groups: z.array(z.object({ name: settingGroupName, content: loose })),
      /** Kinds of messages without a subscription template: they go to the inbox. */
      kindsWithoutTemplate: z.array(messageKind),
      /** The values each kind offers to its template. */
      kindValues: z.array(z.object({ kind: messageKind, values: z.array(z.string()) })),
      changedAt: instant.nullable(),
      changedBy: z.string().nullable(),
    }),
  }),
  /**
   * Replaces one group. Refuses `settings_changed` when somebody else changed anything since `basedOn`; what does not fit is
   * answered, not thrown, with where it is.
   */
  saveSettings: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'settings/merchant.version: the same content again changes nothing' },
    // The brand is read by everybody: `saveBrand` has its name looked at first.
    input: z.object({
      name: settingGroupName.exclude(['brand']),
      content: loose,
      basedOn: z.int().nonnegative(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), version: z.int().positive() }),
      z.object({ outcome: z.literal('refused'), problems: z.array(settingProblem) }),
    ]),
  }),
  /**
   * The merchant's name and colour, as one group of the settings. Refuses `settings_changed`; a name that does not fit a payment together
   * with each store's is answered with where it is, as is a colour that is none.
   */
  saveBrand: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'settings/merchant.version: the same content again changes nothing' },
    input: z.object({
      brand: z.strictObject({
        name: shown(z.string().trim().max(60)),
        colour: unshown(z.string().trim().max(20), 'a colour'),
      }),
      basedOn: z.int().nonnegative(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), version: z.int().positive() }),
      z.object({ outcome: z.literal('refused'), problems: z.array(settingProblem) }),
    ]),
  }),
  /** Every version, newest first, with what it changed. */
  listSettingVersions: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ versions: z.array(settingVersion), nextCursor: cursor, now: instant }),
  }),
  /**
   * All groups as they were in a version, as a new version. Refuses `setting_version_not_found`, `settings_changed`; what no longer
   * fits is answered with where it is.
   */
  restoreSettings: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'settings/merchant.version: the same content again changes nothing' },
    input: z.object({ version: z.int().positive(), basedOn: z.int().nonnegative() }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('restored'), version: z.int().positive() }),
      z.object({ outcome: z.literal('refused'), problems: z.array(settingProblem) }),
    ]),
  }),
};
export type SettingsApi = ApiOf<typeof settingsOperations>;
