import type { ReminderKindName, SkipReason } from '../../../contracts/message/message';
import type { Instant } from '../../../contracts/primitives/time';

/** A `word` is a few Han characters, a `name` what somebody is called. How a value reads, so that a template's field can be checked against it before anything is sent (message/rules/template-field.ts). */
export type ValueForm = 'text' | 'word' | 'name' | 'money' | 'time' | 'number' | 'code';

/** A message, once as the inbox shows it and once as the values a WeChat template may show. */
export interface MessageContent {
  title: string;
  lines: string[];
  /** Page in the mini-program, no leading slash. */
  page: string;
  values: Record<string, string>;
}

/** Where a message can go besides the inbox, which always has it. */
export type PushChannel = 'subscription' | 'official_account' | 'official_notice';

/** What is tried before a message is left to the inbox alone; a subscription send always first, because it is the only scarce one. */
export type Channels =
  readonly [] | readonly ['subscription'] | readonly ['subscription', 'official_account'];

/**
 * One kind of reminder: everything that tells it apart from the others, as values. Scheduling functions stand in the
 * same file; list-kinds.ts says where its subjects are read from. How to add one: docs/messages.md.
 */
export interface ReminderKind<Subject> {
  name: ReminderKindName;
  channels: Channels;
  /** False for what answers the person's own action (an order, a claim): it never counts against the daily cap. */
  capped: boolean;
  /** The values its messages offer to a template. */
  values: Readonly<Record<string, ValueForm>>;
  /** True when waiting for the morning would make it worthless: it goes out in quiet hours too. */
  breaksQuiet(reminder: { dueAt: Instant; deadline: Instant }): boolean;
  /** Whether it still makes sense at the moment of sending; null when it does. */
  skipReason(
    subject: Subject | null,
    now: Instant,
    reminder: { dueAt: Instant; deadline: Instant },
  ): SkipReason | null;
  /** One message for all subjects due together, the most urgent first. @param subjects at least one, in any order */
  content(subjects: readonly Subject[], now: Instant): MessageContent;
  /** The shortest and the longest there can be, and several at once: what the configuration is checked with, and no function makes at its start. */
  samples(): readonly (readonly Subject[])[];
}
