import { Cron } from 'croner';

/**
 * CloudBase timer expressions: seven fields, second minute hour day month week year, in UTC+8. When day and week are both given
 * they are OR, as in classic cron (SCF's timer documentation). Week counts 0–6 from Sunday. croner matches them; what it takes
 * beyond them (7 for Sunday, L, W, #, nicknames) is refused here, as the platform would.
 */
export type { Cron };

const CHINA_OFFSET_MINUTES = 480;
const FIELD = /^[0-9A-Z*,/?-]+$/i;
const WEEK = 5;

/** @throws Error naming the timer when CloudBase would not take it */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 7) {
    throw new Error(`a timer needs 7 fields (second minute hour day month week year), got "${text}"`);
  }
  const understood = fields.map((field, at) => {
    // A week's 7 is a day only to croner; L, W and # are letters of no month and no weekday.
    const foreign =
      !FIELD.test(field) || /(^|[\d,-])[LW]/i.test(field) || (at === WEEK && /[7-9]/.test(field));
    if (foreign) throw new Error(`"${field}" is not a field of a timer`);
    return field.replace('?', '*');
  });
  try {
    const options = {
      mode: '7-part',
      utcOffset: CHINA_OFFSET_MINUTES,
      sloppyRanges: true,
      paused: true,
    } as const;
    return new Cron(understood.join(' '), options);
  } catch (cause) {
    throw new Error(`"${text}" is not a timer`, { cause });
  }
}

/** The first instant after `after` (exclusive) at which the timer fires, or undefined when its years are over. */
export const nextDue = (cron: Cron, after: number): number | undefined =>
  cron.nextRun(new Date(after))?.getTime();
