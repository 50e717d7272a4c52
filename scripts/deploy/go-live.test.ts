import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const ROOT = path.join(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/go-live.md'), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
/** With the lines that continue it. */
const steps = PAGE.split(/^(?=- \[ \]|## )/m).filter((text) => text.startsWith('- [ ]'));

/** A menu to click through, something to type, or a page that has it step by step. */
const SAYS_WHERE = / → |`[^`]+`|\.md/;

describe('the list of going live', () => {
  it('says of every step where to click or what to type', () => {
    expect(steps.length).toBeGreaterThan(30);
    expect(steps.filter((step) => !SAYS_WHERE.test(step))).toEqual([]);
  });

  it('names commands and files there are', () => {
    const commands = [...PAGE.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const files = [...PAGE.matchAll(/`(src\/[\w/.-]+)`/g)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('names the library without which WeChat’s privacy calls fail', () => {
    expect(PAGE).toContain('基础库最低版本设置: **2.32.3**');
  });
});
