import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countDoubled, shapeOf, type Doubled, type Source } from './doubled-lines';
import { roomsOf } from './rooms';

/**
 * `npm run house`: the figures of docs/house.md, of the tree as it is committed or, with `-- --at COMMIT`, of any other: what stands twice, and how the
 * files of the areas stand in rooms.
 */
const ROOT = path.join(__dirname, '../..');
const CODE = /^(contracts|src|console|cloudfunctions|local|scripts|tests|config)\/.*\.(tsx?|[cm]?js|s?css)$/;

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 << 20 });

/** By one archive: a commit of thousands of files is thousands of calls otherwise. */
function sourcesAt(commit: string): Source[] {
  const files = git('ls-tree', '-r', '--name-only', commit)
    .split('\n')
    .filter((file) => CODE.test(file));
  const input = files.map((file) => `${commit}:${file}\n`).join('');
  const output = execFileSync('git', ['cat-file', '--batch'], { cwd: ROOT, input, maxBuffer: 256 << 20 });
  let at = 0;
  return files.map((file) => {
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('latin1', at, end).split(' ')[2]);
    at = end + 1 + size + 1;
    return { file, text: output.toString('utf8', end + 1, end + 1 + size) };
  });
}

const said = (name: string, { files, lines, twice, pairs }: Doubled): string =>
  `${name.padEnd(14)} ${twice} of ${lines} lines (${((twice * 100) / lines).toFixed(1)} %), ${pairs} pairs of files (${((pairs * 100) / files).toFixed(0)} a hundred)`;

function main(): void {
  const { values } = parseArgs({ options: { at: { type: 'string', default: 'HEAD' } } });
  const sources = sourcesAt(values.at);
  console.log(`${values.at}: ${sources.length} files`);
  console.log(
    said(
      'to the letter',
      countDoubled(sources, (line) => line),
    ),
  );
  console.log(said('by shape', countDoubled(sources, shapeOf)));
  for (const { area, flat, rooms, fullest, files } of roomsOf(sources.map(({ file }) => file)))
    console.log(
      `${area.padEnd(14)} ${flat} flat, ${rooms} rooms, ${fullest} in the fullest, ${files} in all`,
    );
}

main();
