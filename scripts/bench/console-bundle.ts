import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { measured, type BenchResult } from './result';

/** What Vite writes of each chunk. */
const manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    isDynamicEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);
type Manifest = z.output<typeof manifest>;

export const FIRST_LOAD_KB = 350;

export const readManifest = (dist: string): Manifest =>
  manifest.parse(JSON.parse(readFileSync(path.join(dist, 'manifest.json'), 'utf8')));

/** Gzipped bytes of the page itself, its entry, and all that one imports before it runs. */
export function firstLoadOf(dist: string, chunks: Manifest): number {
  const wanted = new Set<string>();
  const take = (name: string): void => {
    const chunk = chunks[name];
    if (!chunk || wanted.has(chunk.file)) return;
    wanted.add(chunk.file);
    chunk.css?.forEach((file) => wanted.add(file));
    chunk.imports?.forEach(take);
  };
  for (const [name, { isEntry }] of Object.entries(chunks)) if (isEntry === true) take(name);
  if (wanted.size === 0) throw new Error(`no entry in ${dist}`);
  return ['index.html', ...wanted].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(dist, file))).length,
    0,
  );
}

/** Needs `npm run build:console`. */
export const measureConsole = (dist: string): BenchResult[] => [
  measured(
    'web console: first load, gzipped',
    firstLoadOf(dist, readManifest(dist)) / 1024,
    'KB',
    FIRST_LOAD_KB,
  ),
];
