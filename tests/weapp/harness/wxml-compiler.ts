import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { filesIn } from './built-bundle';
import { bagOf, isFunction, type Bag } from './values';

/**
 * WeChat's own compilers of wxml and wxss, from the package miniprogram-compiler. They are called directly: its
 * JavaScript wrapper returns wcsc's errors as if they were output.
 */
const platformFolder = { linux: 'linux', darwin: 'mac', win32: 'windows' };

function runCompiler(name: 'wcc' | 'wcsc', args: string[], cwd: string): string {
  const home = path.dirname(createRequire(__filename).resolve('miniprogram-compiler/package.json'));
  const folder =
    Object.entries(platformFolder).find(([platform]) => platform === process.platform)?.[1] ?? 'linux';
  const binary = path.join(home, 'bin', folder, process.platform === 'win32' ? `${name}.exe` : name);
  if (process.platform !== 'win32') chmodSync(binary, 0o755);
  const { status, stdout, stderr, error } = spawnSync(binary, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0 || error) throw new Error(`${name}: ${error?.message ?? stderr.toString()}`);
  return stdout.toString();
}

/** @throws Error with wcc's message (file, line, column) when a wxml does not compile */
export const compileWxml = (dist: string): string =>
  runCompiler('wcc', ['-d', ...filesIn(dist, '.wxml'), ...filesIn(dist, '.wxs'), '-gn', '$gwx'], dist);

/** @throws Error with wcsc's message when a wxss does not compile */
export function compileWxss(dist: string): number {
  const files = filesIn(dist, '.wxss');
  runCompiler('wcsc', ['-db', '-pc', '0', ...files], dist);
  return files.length;
}

/** An element that the view layer draws; wcc writes attribute names in camel case. */
export interface DrawnElement {
  tag: string;
  attributes: Bag;
}

function elementsOf(node: unknown): DrawnElement[] {
  const { tag, attr, children } = bagOf(node);
  const isElement = typeof tag === 'string' && tag !== 'virtual';
  const own = isElement ? [{ tag: tag.replace(/^wx-/, ''), attributes: bagOf(attr) }] : [];
  return [...own, ...(Array.isArray(children) ? children.flatMap(elementsOf) : [])];
}

/** What a page draws from its data, evaluated by the code that wcc generated. */
export function createRenderer(dist: string): (route: string, data: unknown) => DrawnElement[] {
  const context = vm.createContext({ console, setTimeout });
  vm.runInContext(
    `var global=this,window=this,__wxAppCode__={},__WXML_GLOBAL__;${compileWxml(dist)};this.$gwx=$gwx`,
    context,
  );
  // The data must belong to the generator's own realm: its wxs conversion looks at constructors.
  const parse: unknown = vm.runInContext('JSON.parse', context);
  const gwx: unknown = vm.runInContext('$gwx', context);
  return (route, data) => {
    if (!isFunction(parse) || !isFunction(gwx)) throw new Error('wcc generated no $gwx');
    const draw = gwx.call(undefined, `${route}.wxml`);
    if (!isFunction(draw)) throw new Error(`no wxml for ${route}`);
    return elementsOf(draw.call(undefined, parse.call(undefined, JSON.stringify(data))));
  };
}
