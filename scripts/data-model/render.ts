import { collectionNames, schema, type CollectionName } from '../../cloudfunctions/kit/store/schema';
import { fieldLines } from './describe';

const INTRODUCTION = `# Data model

Generated from \`cloudfunctions/kit/store/schema.ts\` by \`npm run data-model\`; do not edit by hand.

- One document database. Every collection is ADMINONLY: only cloud functions reach it.
- Money is integer fen; an instant is epoch milliseconds UTC; a length of time is milliseconds.
- Intervals are half-open: \`from <= t < to\`.
- \`_id\` is deterministic wherever uniqueness matters: a duplicate insert is how "already done" is known.
- One index is unique: \`coupons.unique_code\`, for a random code that cannot be the id (\`platformMarks\` has one for the probe to ask). All other uniqueness is decided by \`_id\` alone.`;

/** The words for one index: \`status\` ↑ \`dueAt\` ↑. */
const keyText = ({ field, direction }: { field: string; direction: 1 | -1 }): string =>
  `\`${field}\` ${direction === 1 ? '↑' : '↓'}`;

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function indexText(name: CollectionName): string {
  const { indexes } = schema[name];
  if (indexes.length === 0) return 'No index besides `_id`.';
  return table(
    ['Index', 'Keys'],
    indexes.map((one) => [
      `\`${one.name}\`${one.unique ? ' (unique)' : ''}`,
      one.keys.map(keyText).join(' '),
    ]),
  );
}

function collectionText(name: CollectionName): string {
  const { about, id, document } = schema[name];
  const fields = fieldLines(document).map(({ path, type, note }) => [`\`${path}\``, type, note]);
  return [
    `## ${name}`,
    about,
    `\`_id\`: ${id}.`,
    table(['Field', 'Type', 'Note'], fields),
    indexText(name),
  ].join('\n\n');
}

/** docs/data-model.md, whole. */
export function renderDataModel(): string {
  const overview = table(
    ['Collection', 'What it holds'],
    collectionNames.map((name) => [`[${name}](#${name.toLowerCase()})`, schema[name].about]),
  );
  return `${[INTRODUCTION, overview, ...collectionNames.map(collectionText)].join('\n\n')}\n`;
}
