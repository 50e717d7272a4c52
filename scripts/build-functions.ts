import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import {
  createFingerprint,
  inputsUnchanged,
  readInputsRecord,
  writeInputsRecord,
} from './functions-bundle/inputs-record';
import type { Fingerprint } from './functions-bundle/inputs-record';
import { schemasOnUse } from './functions-bundle/schemas-on-use';
import { giveOwnScope, shortenBundle, shortenLibraries } from './functions-bundle/shorten-bundle';
import { keepSdkVersion, leaveOutUnusedParts } from './functions-bundle/unused-parts';

/**
 * Builds every cloud function to `<outDir>/<name>/`: one self-contained CommonJS `index.js`, a `package.json` without
 * dependencies and the `config.json` WeChat DevTools reads. Nothing is installed in the cloud, so what runs there is what was
 * tested here. A folder is a function exactly when it has a `config.json`.
 */
export interface FunctionsBuild {
  outDir: string;
  /** The folder of the functions' sources; default `cloudfunctions`. */
  sourceDir?: string;
  /** Build only these; others in outDir are left as they are. */
  only?: string[];
}

export interface BuiltFunction {
  name: string;
  file: string;
  bytes: number;
  /** False when its inputs had not changed. */
  rebuilt: boolean;
}

const ROOT = path.join(__dirname, '..');

const SETTINGS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node18', // the oldest runtime CloudBase still offers that we deploy to
  format: 'cjs',
  // Chinese stands as it is: three bytes a character instead of six.
  charset: 'utf8',
  minifySyntax: true,
  sourcemap: 'inline', // for shortenBundle
  legalComments: 'none',
  logOverride: { 'import-is-undefined': 'silent' }, // zod's JSON Schema processors, left out and never called
  metafile: true,
  write: false,
  absWorkingDir: ROOT,
  nodePaths: [path.join(ROOT, 'node_modules')],
  plugins: [leaveOutUnusedParts, keepSdkVersion, giveOwnScope, shortenLibraries, schemasOnUse],
};

export async function buildFunctions(options: FunctionsBuild): Promise<BuiltFunction[]> {
  const { sourceDir = path.join(ROOT, 'cloudfunctions'), only } = options;
  const outDir = path.resolve(options.outDir);
  const all = await functionNames(sourceDir);
  const names = only ?? all;
  await mkdir(outDir, { recursive: true });
  if (!only) await removeFormerFunctions(outDir, all);

  const fingerprint = createFingerprint(ROOT);
  const record = await readInputsRecord(outDir, settingsFingerprint());
  const built = await Promise.all(
    names.map(async (name) => {
      const outFile = path.join(outDir, name, 'index.js');
      const fresh = existsSync(outFile) && (await inputsUnchanged(record.functions[name], fingerprint));
      if (!fresh) record.functions[name] = await buildOne(path.join(sourceDir, name), outFile, fingerprint);
      return { name, file: outFile, bytes: (await stat(outFile)).size, rebuilt: !fresh };
    }),
  );
  if (built.some((one) => one.rebuilt)) await writeInputsRecord(outDir, record);
  return built;
}

async function functionNames(sourceDir: string): Promise<string[]> {
  const entries = await readdir(sourceDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(sourceDir, entry.name, 'config.json')))
    .map((entry) => entry.name)
    .sort();
}

/** Returns the inputs the bundle was made from, with their fingerprints. */
async function buildOne(
  source: string,
  outFile: string,
  fingerprint: Fingerprint,
): Promise<Record<string, string>> {
  const folder = path.dirname(outFile);
  const name = path.basename(source);
  const config = path.join(source, 'config.json');
  const { metafile, outputFiles } = await build({
    ...SETTINGS,
    entryPoints: [path.join(source, 'index.ts')],
    outfile: outFile,
  });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ name, main: 'index.js' })}\n`);
  await copyFile(config, path.join(folder, 'config.json'));
  for (const bundle of outputFiles ?? []) {
    const { code, map } = await shortenBundle(bundle);
    await put(`${bundle.path}.map`, map);
    await put(bundle.path, code);
  }
  const files = [
    ...Object.keys(metafile?.inputs ?? {}).filter((file) => !/unused-(part|json-schema):/.test(file)),
    config,
  ];
  const inputs = await Promise.all(files.map(async (file) => [file, await fingerprint(file)] as const));
  return Object.fromEntries(inputs);
}

/** Renamed into place: a running function host must never read half a bundle. */
async function put(file: string, contents: string): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, contents);
  await rename(temporary, file);
}

async function removeFormerFunctions(outDir: string, current: string[]): Promise<void> {
  const entries = await readdir(outDir, { withFileTypes: true });
  const former = entries.filter((entry) => entry.isDirectory() && !current.includes(entry.name));
  await Promise.all(former.map((entry) => rm(path.join(outDir, entry.name), { recursive: true })));
}

/** A change of how we bundle rebuilds everything, as a change of the sources does. */
function settingsFingerprint(): string {
  const howWeBuild = [
    __filename,
    path.join(__dirname, 'functions-bundle/is-string.ts'),
    path.join(__dirname, 'functions-bundle/leave-out-notes.ts'),
    path.join(__dirname, 'functions-bundle/schemas-on-use.ts'),
    path.join(__dirname, 'functions-bundle/shorten-bundle.ts'),
    path.join(__dirname, 'functions-bundle/signature.ts'),
    path.join(__dirname, 'functions-bundle/long-numbers.ts'),
    path.join(__dirname, 'functions-bundle/unused-parts.ts'),
    path.join(ROOT, 'tsconfig.json'),
  ];
  const hash = createHash('sha256');
  for (const file of howWeBuild) hash.update(readFileSync(file));
  return hash.digest('base64url');
}

async function main(): Promise<void> {
  const started = performance.now();
  const built = await buildFunctions({ outDir: path.join(ROOT, 'dist/cloudfunctions') });
  for (const { name, bytes, rebuilt } of built) {
    console.log(
      `${name.padEnd(16)} ${(bytes / 1024).toFixed(0).padStart(5)} KB${rebuilt ? '' : '  unchanged'}`,
    );
  }
  console.log(
    `${built.length} functions in ${(performance.now() - started).toFixed(0)} ms → dist/cloudfunctions`,
  );
}

// The bundler API above is also imported by tests; only as a program does it build by itself.
if (path.resolve(process.argv[1] ?? '') === __filename) void main();
