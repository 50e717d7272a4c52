import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn, mainPackageBytes, programBytes, readBundle } from './harness/built-bundle';
import { launchMiniProgram } from './harness/mini-program';
import { compileWxml, compileWxss, createRenderer } from './harness/wxml-compiler';

const dist = path.resolve('dist/weapp');
const guest = { ok: true, data: { membership: 'none', brandName: '团卡邻里', now: 1_800_000_000_000 } };
const noMember = {
  ok: false,
  error: { code: 'not_a_member', message: '', retryable: false, requestId: 'r' },
};

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

  it('is 1.5 MB at most with all its subpackages', () => {
    expect(programBytes(dist)).toBeLessThanOrEqual(1536 * 1024);
  });

  it('carries no zod and calls nothing over the network by itself', () => {
    const scripts = filesIn(dist, '.js').map((file) => readFileSync(path.join(dist, file), 'utf8'));
    for (const script of scripts) {
      expect(script).not.toMatch(/ZodError|invalid_union/);
      expect(script).not.toMatch(/\bwx\.request\(/);
    }
  });

  it('draws what its data describes, with the labels a screen reader needs', async () => {
    const render = createRenderer(dist);
    const home = await launchMiniProgram({
      callFunction: async ({ name }) => (name === 'payment' ? { ok: true, data: { stores: [] } } : guest),
    });
    const drawn = render(home.page().route, home.page().data);
    const button = drawn.find(({ attributes }) => attributes['id'] === 'go-join');
    expect(button).toMatchObject({ tag: 'button', attributes: { hoverClass: 'pressed' } });

    const me = await launchMiniProgram({ callFunction: async () => noMember, path: 'pages/me/index' });
    const settings = render(me.page().route, me.page().data);
    expect(settings.find(({ tag }) => tag === 'switch')?.attributes).toMatchObject({ ariaLabel: '大字模式' });
    expect(settings.find(({ attributes }) => attributes['id'] === 'privacy')?.attributes).toMatchObject({
      ariaRole: 'button',
      hoverClass: 'pressed',
    });
    expect([...home.errors, ...me.errors]).toEqual([]);
  });
});
