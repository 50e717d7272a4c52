import {
  audienceAudit,
  audienceParts,
  crossingsForgotten,
  lifecycleDaysPart,
  topCutoffPart,
} from '../audience/sweep-parts';
import { experimentParts } from '../experiment/sweep-parts';
import { dailyFiguresPart, figuresCheck, insightParts } from '../insight/sweep-parts';
import { audienceJobsPart, journeyParts } from '../journey/sweep-parts';
import { playParts } from '../play/sweep-parts';
import { serveSweep, type Schedule } from '../sweep/run-schedule';

/** What follows from facts for the second half: what is known of members and which segments they belong to, what figures come to, what play gives, the steps of journeys. */
export const schedule: Schedule = {
  name: 'member-sweep',
  parts: [
    ...audienceParts,
    ...insightParts,
    ...playParts,
    audienceJobsPart,
    ...journeyParts,
    ...experimentParts,
    audienceAudit,
    figuresCheck,
    dailyFiguresPart,
    topCutoffPart,
    lifecycleDaysPart,
    crossingsForgotten,
  ],
};

export const main = serveSweep(schedule);
