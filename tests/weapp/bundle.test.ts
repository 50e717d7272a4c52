import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn, mainPackageBytes, readBundle } from './harness/built-bundle';
import { launchMiniProgram } from './harness/mini-program';
import { compileWxml, compileWxss, renderTags } from './harness/wxml-compiler';

const dist = path.resolve('dist/weapp');
const guest = { ok: true, data: { membership: 'none', brandName: '团卡邻里', now: 1_800_000_000_000 } };

describe('the built mini-program', () => {
  it('has every file that its pages need', () => {
    for (const page of readBundle(dist).pages) {
      for (const extension of ['js', 'json', 'wxml']) {
        expect([`${page}.${extension}`, existsSync(path.join(dist, `${page}.${extension}`))]).toEqual([
          `${page}.${extension}`,
          true,
        ]);
      }
    }
  });

  it('compiles with the compilers of WeChat', () => {
    expect(compileWxml(dist)).toContain('$gwx');
    expect(compileWxss(dist)).toBeGreaterThan(0);
  });

  it('keeps its main package within 520 KB', () => {
    expect(mainPackageBytes(readBundle(dist))).toBeLessThanOrEqual(520 * 1024);
  });

  it('carries no zod and calls nothing over the network by itself', () => {
    const scripts = filesIn(dist, '.js').map((file) => readFileSync(path.join(dist, file), 'utf8'));
    for (const script of scripts) {
      expect(script).not.toMatch(/ZodError|invalid_union/);
      expect(script).not.toMatch(/\bwx\.request\(/);
    }
  });

  it('draws the home page that its data describes, the native countdown included', async () => {
    const mp = await launchMiniProgram({ callFunction: async () => guest });
    const tags = renderTags(dist)(mp.page().route, mp.page().data);
    expect(tags).toContain('button');
    expect(tags).toContain('text');
    expect(mp.errors).toEqual([]);
  });
});
