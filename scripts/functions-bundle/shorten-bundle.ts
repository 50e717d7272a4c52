import { readFile } from 'node:fs/promises';
import { transform, type OutputFile, type Plugin } from 'esbuild';

/**
 * Shortens the names inside the functions of a whole bundle: a quarter of it, and of what a cold start has to read. What stands at
 * the top keeps its name, which is every function and class of ours that a stack in the cloud's log may name.
 *
 * A library that comes shortened, as an ES module, has taken each one-letter name for the top of the bundle; a scope of its own
 * leaves them to everybody.
 */
const SHORT_AT_ITS_TOP = /[\\/]node_modules[\\/]axios[\\/]dist[\\/]esm[\\/]axios\.min\.js$/;

export const giveOwnScope: Plugin = {
  name: 'give-own-scope',
  setup(build) {
    build.onLoad({ filter: SHORT_AT_ITS_TOP }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await transform(source, { format: 'cjs', target: 'node18', charset: 'utf8' });
      return { contents: code, loader: 'js' };
    });
  },
};

/**
 * The names at the top of a library are no concern of a log: they are shortened file by file, before the bundler puts the files
 * side by side. None becomes one letter, which is for the names inside every function: whoever mentions all of them, in a
 * function that nobody calls and the bundler leaves out, keeps them free.
 */
const OF_A_LIBRARY = /[\\/]node_modules[\\/].+\.m?js$/;
const IS_MODULE = /^\s*(?:export|import)\b/m;
const ONE_LETTER = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$'];
const KEEPS_THEM_FREE = `\nfunction keepsThemFree() { return [${ONE_LETTER.join()}]; }\n`;

const shortened = new Map<string, Promise<string>>(); // the bundles share most of their libraries

/** A module with short names at its top, too. */
export async function shortenModule(file: string, source: string, loader: 'js' | 'ts'): Promise<string> {
  const { code } = await transform(source + KEEPS_THEM_FREE, {
    loader,
    format: 'esm',
    target: 'node18',
    charset: 'utf8',
    minifyIdentifiers: true,
    sourcemap: 'inline',
    sourcefile: file,
  });
  return code;
}

export const shortenLibraries: Plugin = {
  name: 'shorten-libraries',
  setup(build) {
    build.onLoad({ filter: OF_A_LIBRARY }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!IS_MODULE.test(source)) return undefined;
      const known = shortened.get(path) ?? shortenModule(path, source, 'js');
      shortened.set(path, known);
      return { contents: await known, loader: 'js' };
    });
  },
};

interface ShortenedBundle {
  code: string;
  /** Leads from a place in `code` back to our sources. */
  map: string;
}

/**
 * The bundler's own names for a CommonJS file: the constant that holds it and the path it is filed under, both as long as the
 * path. Lines stay lines, and no line of ours names one in front of what a map would have to find.
 */
function withShortHolders(text: string): string {
  const names = new Map<string, string>();
  return text
    .replace(/\brequire_\w+/g, (name) => {
      const short = names.get(name) ?? `r$${names.size.toString(36)}`;
      names.set(name, short);
      return short;
    })
    .replace(/(__(?:commonJS|esm)\(\{\s*)"[^"\n]+"(?=\()/g, '$1_');
}

/** @param bundle CommonJS with its source map inside; an ES module would lose its names at the top too. */
export const shortenBundle = ({ text }: OutputFile): Promise<ShortenedBundle> =>
  transform(withShortHolders(text), {
    loader: 'js',
    target: 'node18',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
  });
