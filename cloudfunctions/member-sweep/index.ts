import { audienceAudit, audienceParts } from '../audience/sweep-parts';
import { insightParts } from '../insight/sweep-parts';
import { journeyParts } from '../journey/sweep-parts';
import { serveSweep, type Schedule } from '../sweep/run-schedule';

/** What follows from facts for the second half: what is known of members and which segments they belong to, what figures come to, the steps of journeys. */
export const schedule: Schedule = {
  name: 'member-sweep',
  parts: [...audienceParts, ...insightParts, ...journeyParts, audienceAudit],
};

export const main = serveSweep(schedule);
