/**
 * What stands twice in a tree: a run of six lines that is found in another place as well, to the letter or by shape (names, texts
 * and numbers alike). Lines without a word, comments and imports say nothing and are left out.
 */
export interface Doubled {
  files: number;
  /** Lines that say something. */
  lines: number;
  /** Of them those within a run that stands in another place too. */
  twice: number;
  /** Pairs of files, or a file with itself, that share a run. */
  pairs: number;
}

export const RUN = 6;

export interface Source {
  file: string;
  text: string;
}

const COMMENT = /^(\/\/|\/\*|\*)/;
const IMPORT = /^import\b[\s\S]*?;\n/gm;

/** The lines that say something, without their place on the line. */
export const telling = (text: string): string[] =>
  text
    .replace(IMPORT, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line) && !COMMENT.test(line));

/** Every name, text and number by one sign. */
export const shapeOf = (line: string): string =>
  line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
    .replace(/\p{L}[\p{L}\p{N}_$]*/gu, 'a')
    .replace(/\d[\d_.]*/g, '0');

interface Place {
  source: number;
  line: number;
}

/** Every place of each run. */
function runsOf(sources: readonly (readonly string[])[]): Place[][] {
  const places = new Map<string, Place[]>();
  sources.forEach((lines, source) => {
    for (let line = 0; line + RUN <= lines.length; line += 1) {
      const run = lines.slice(line, line + RUN).join('\n');
      const known = places.get(run);
      if (known) known.push({ source, line });
      else places.set(run, [{ source, line }]);
    }
  });
  return [...places.values()].filter((all) => all.length > 1);
}

/** A run that overlaps itself (six lines of one shape, then a seventh) is one place. */
const isApart = (a: Place, b: Place): boolean => a.source !== b.source || Math.abs(a.line - b.line) >= RUN;

/** @param form of a line: as it is, or its shape */
export function countDoubled(files: readonly Source[], form: (line: string) => string): Doubled {
  const sources = files.map(({ text }) => telling(text).map(form));
  const twice = new Set<string>();
  const pairs = new Set<string>();
  for (const places of runsOf(sources)) {
    const [first] = places;
    const last = places.at(-1);
    if (!first || !last || !isApart(first, last)) continue;
    for (const { source, line } of places)
      for (let n = 0; n < RUN; n += 1) twice.add(`${source}:${line + n}`);
    for (const pair of pairsOf(places)) pairs.add(pair);
  }
  const lines = sources.reduce((sum, own) => sum + own.length, 0);
  return { files: files.length, lines, twice: twice.size, pairs: pairs.size };
}

/** Each file with those after it, and with itself where it has the run in two places. */
function pairsOf(places: readonly Place[]): string[] {
  const byFile = new Map<number, Place[]>();
  for (const place of places) byFile.set(place.source, [...(byFile.get(place.source) ?? []), place]);
  const all = [...byFile.keys()];
  const others = all.flatMap((a, at) => all.slice(at + 1).map((b) => `${a} ${b}`));
  const own = [...byFile].filter(([, [first, ...rest]]) =>
    rest.some((place) => first && isApart(first, place)),
  );
  return [...others, ...own.map(([a]) => `${a} ${a}`)];
}
