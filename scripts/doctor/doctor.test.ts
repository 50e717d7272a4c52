import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shopperKind } from '../../contracts/message/message';
import { demoSettings } from '../../local/seed/demo-settings';
import { pagesOf, readAppConfig } from './app-pages';
import { fine, lineOf } from './finding';
import { cliFinding, lockFinding, nodeFinding } from './installation';
import { pageFindings, settingsFindings } from './messages';
import { readSettingsFile } from '../settings/settings-file';
import { appIdFinding, variableFindings } from './variables';

describe('the doctor on the machine', () => {
  it.each([
    ['18.20.0', false],
    ['20.0.0', true],
    ['24.1.0', true],
  ])('Node %s: %s', (version, ok) => expect(nodeFinding(version).ok).toBe(ok));

  it('compares what is installed with the lock file, platform packages aside', () => {
    const lock = (version: string) =>
      JSON.stringify({
        packages: {
          '': {},
          'node_modules/a': { version },
          'node_modules/mac': { version: '1', optional: true },
        },
      });
    const installed = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } });
    expect(lockFinding(lock('1.0.0'), installed).ok).toBe(true);
    expect(lockFinding(lock('1.0.1'), installed)).toMatchObject({ ok: false });
    expect(lockFinding(lock('1.0.0'), undefined).ok).toBe(false);
  });

  it('names the package that brings a missing CLI', () => {
    expect(cliFinding(undefined, '@cloudbase/cli@1').chinese).toContain('@cloudbase/cli@1');
    expect(cliFinding('/usr/bin/tcb', '').ok).toBe(true);
  });
});

describe('the doctor on .env', () => {
  it('says in both languages which variable is missing and what it is', () => {
    const [finding] = variableFindings([{ name: 'WECHAT_SECRET', reason: 'missing' }]);
    expect(finding && lineOf(finding)).toBe(
      '✗ WECHAT_SECRET（小程序 AppSecret）没有填写  WECHAT_SECRET (the mini-program’s AppSecret) is missing',
    );
    expect(variableFindings([]).map(lineOf)).toEqual(['✓ .env 完整  .env is complete']);
  });

  it('sees when DevTools would upload another mini-program', () => {
    expect(appIdFinding('wx0123456789abcdef', 'wx0123456789abcdef').ok).toBe(true);
    expect(appIdFinding('touristappid', 'wx0123456789abcdef').ok).toBe(false);
    expect(appIdFinding('touristappid', undefined).ok).toBe(false);
  });
});

describe('the doctor on the settings', () => {
  const findingsWith = (fields: Record<string, string>) =>
    settingsFindings({
      version: 1,
      content: { messageTemplates: { coupon_expiry: { templateId: 'T1', fields } } },
    });
  const verdicts = (fields: Record<string, string>): boolean[] =>
    findingsWith(fields)
      .filter(({ warning }) => !warning)
      .map(({ ok }) => ok);

  it('accepts the demo’s', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify({ version: 1, content: demoSettings }));
    const findings = settingsFindings(readSettingsFile(file));
    rmSync(folder, { recursive: true });
    expect(findings[0]).toEqual(fine('settings.json 填写正确', 'settings.json is in order'));
    expect(findings.every(({ ok }) => ok)).toBe(true);
  });

  it.each([
    ['a kind of field WeChat does not have', { text1: 'title' }, [false]],
    ['an amount where a number must stand', { number1: 'expiresAt' }, [false]],
    ['a title where only Latin letters may stand', { letter1: 'title' }, [false]],
    ['a moment in a field for moments', { time1: 'expiresAt', date2: 'expiresAt' }, [true]],
    [
      'a sentence in a phrase: two wrong of three',
      { phrase1: 'tip', thing2: 'tip', time3: 'amount' },
      [false, false],
    ],
    ['a value the message does not have', { thing1: 'price' }, [false]],
    ['no field at all', {}, [false]],
  ])('%s', (_name, fields, expected) => expect(verdicts(fields)).toEqual(expected));

  it('a kind of message without a template is a warning, no fault: it goes to the inbox', () => {
    const findings = settingsFindings({ version: 1, content: {} });
    expect(findings.filter(({ warning }) => warning).map(lineOf)).toEqual(
      shopperKind.options.map(
        (kind) => `! 消息 ${kind} 没有模板，只会进小程序消息  ${kind} has no template: it stays in the inbox`,
      ),
    );
    expect(findings.every(({ ok }) => ok)).toBe(true);
  });

  it('says where they are when there is no file', () => {
    expect(settingsFindings(null)).toEqual([expect.objectContaining({ ok: true, warning: true })]);
  });
});

describe('the doctor on pages', () => {
  it('finds every page that messages and codes open in the real app.config.ts', async () => {
    expect(pageFindings(pagesOf(await readAppConfig())).map(({ ok }) => ok)).toEqual([true]);
  });

  it('names a page that is gone', () => {
    const pages = pagesOf({
      pages: ['pages/join/index', 'pages/home/index', 'pages/claim/index'],
      subPackages: [
        { root: 'shopper', pages: ['pages/coupon/index', 'pages/points/index'] },
        { root: 'leader', pages: ['pages/leader-code/index', 'pages/apply/index', 'pages/team/index'] },
      ],
    });
    expect(pageFindings(pages).map(({ english }) => english)).toEqual([
      'src/app.config.ts has no page shopper/pages/coupons/index',
      'src/app.config.ts has no page shopper/pages/redemptions/index',
      'src/app.config.ts has no page shopper/pages/invite/index',
      'src/app.config.ts has no page shopper/pages/order/index',
      'src/app.config.ts has no page shopper/pages/tier/index',
      'src/app.config.ts has no page shopper/pages/profile/index',
      'src/app.config.ts has no page shopper/pages/charter/index',
    ]);
  });
});
