import * as z from 'zod';

const appConfig = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

/** Every page of the mini-program, as WeChat names them: subpackage folder included, no leading slash. */
export function pagesOf(config: unknown): string[] {
  const { pages, subPackages } = appConfig.parse(config);
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
}

/** The configuration in src/app.config.ts; Taro gives it this global while it builds. */
export async function readAppConfig(): Promise<unknown> {
  Reflect.set(globalThis, 'defineAppConfig', (config: unknown) => config);
  const module: unknown = await import('../../src/app.config');
  // Node wraps a CommonJS module's default export once more.
  const once = defaultOf(module);
  return defaultOf(once) ?? once;
}

const defaultOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'default') : undefined;
