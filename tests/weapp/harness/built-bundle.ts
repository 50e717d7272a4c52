import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const appJson = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
  tabBar: z.object({ list: z.array(z.object({ pagePath: z.string() })) }).optional(),
});
const pageJson = z.object({ usingComponents: z.record(z.string(), z.string()).default({}) });

export type EventBinding = 'bind' | 'catch';

/** A template of base.wxml: the tag it draws and the events it reports. */
export interface Template {
  tag: string;
  on: Partial<Record<string, EventBinding>>;
}

/** The mini-program as built: its configuration, its pages and what its templates are bound to. */
export interface BuiltBundle {
  dist: string;
  pages: string[];
  tabs: string[];
  subPackageRoots: string[];
  templates: ReadonlyMap<string, Template>;
  /** Scripts of the components that a page or component uses, relative to dist. */
  componentsOf: (owner: string) => string[];
}

const TEMPLATE = /<template name="tmpl_\d+_([\w-]+?)(?:_(?:focus|blur))?">\s*<([\w-]+)([^>]*)>/g;
const BINDING = /\b(bind|catch)([a-z]+)="eh"/g;

function readTemplates(dist: string): Map<string, Template> {
  const templates = new Map<string, Template>();
  for (const [, name = '', tag = '', attributes = ''] of readFileSync(
    path.join(dist, 'base.wxml'),
    'utf8',
  ).matchAll(TEMPLATE)) {
    if (tag === 'template' || templates.has(name)) continue;
    const on: Template['on'] = {};
    for (const [, how, event = ''] of attributes.matchAll(BINDING))
      on[event] = how === 'catch' ? 'catch' : 'bind';
    templates.set(name, { tag, on });
  }
  return templates;
}

function componentsOf(dist: string, owner: string): string[] {
  const config = path.join(dist, `${owner}.json`);
  if (!existsSync(config)) return [];
  const { usingComponents } = pageJson.parse(JSON.parse(readFileSync(config, 'utf8')));
  return Object.values(usingComponents).map((component) =>
    component.startsWith('/') ? component.slice(1) : path.posix.join(path.posix.dirname(owner), component),
  );
}

/** @throws Error when the mini-program has not been built */
export function readBundle(dist: string): BuiltBundle {
  const file = path.join(dist, 'app.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build:weapp first`);
  const { pages, subPackages, tabBar } = appJson.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    dist,
    pages: [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))],
    tabs: tabBar?.list.map(({ pagePath }) => pagePath) ?? [],
    subPackageRoots: subPackages.map(({ root }) => root),
    templates: readTemplates(dist),
    componentsOf: (owner) => componentsOf(dist, owner),
  };
}

/** Paths of the files with this extension, relative to the folder. */
export function filesIn(folder: string, extension = ''): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith(extension) && statSync(path.join(folder, file)).isFile(),
  );
}

/** Bytes of the main package: everything that is in no subpackage. */
export const mainPackageBytes = ({ dist, subPackageRoots }: BuiltBundle): number =>
  filesIn(dist)
    .filter((file) => !subPackageRoots.some((root) => file.startsWith(`${root}${path.sep}`)))
    .reduce((sum, file) => sum + statSync(path.join(dist, file)).size, 0);

/** With its subpackages, as it is uploaded. */
export const programBytes = (dist: string): number =>
  filesIn(dist).reduce((sum, file) => sum + statSync(path.join(dist, file)).size, 0);
