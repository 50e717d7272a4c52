import { readFileSync } from 'node:fs';
import path from 'node:path';

const architecture = readFileSync(path.resolve(__dirname, '../../docs/architecture.md'), 'utf8');

/** The areas from the ground up as docs/architecture.md tells them; the table of the rules is to say the same. */
const ranks = (/## Areas and their ranks\n\n([^:]+):/.exec(architecture)?.[1] ?? '')
  .split('·')
  .map((level) => [...level.matchAll(/`([a-z-]+)`/g)].map(([, area = '']) => area));

export const areas = ranks.flat().filter((area) => area !== 'kit');
export const rankOf = (area: string): number => ranks.findIndex((level) => level.includes(area));
