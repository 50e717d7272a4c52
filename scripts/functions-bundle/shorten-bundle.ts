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

interface ShortenedBundle {
  code: string;
  /** Leads from a place in `code` back to our sources. */
  map: string;
}

/** @param bundle CommonJS with its source map inside; an ES module would lose its names at the top too. */
export const shortenBundle = ({ text }: OutputFile): Promise<ShortenedBundle> =>
  transform(text, {
    loader: 'js',
    target: 'node18',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
  });
