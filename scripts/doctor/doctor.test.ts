import { shopperKind } from '../../contracts/message/message';
import { demoVariables } from '../../local/seed/demo-settings';
import { pagesOf, readAppConfig } from './app-pages';
import { lineOf } from './finding';
import { cliFinding, lockFinding, nodeFinding } from './installation';
import { pageFindings, readTemplates, templateFindings, templateRefusals } from './messages';
import { appIdFinding, variableFindings } from './variables';

const templatesWith = (fields: Record<string, string>) =>
  readTemplates(JSON.stringify({ coupon_expiry: { templateId: 'T1', fields } })) ?? {};
const verdicts = (fields: Record<string, string>): boolean[] =>
  templateFindings(templatesWith(fields))
    .filter(({ english }) => !english.includes('has no template'))
    .map(({ ok }) => ok);

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

describe('the doctor on message templates', () => {
  it('accepts the mapping of the demo', () => {
    const templates = readTemplates(demoVariables('')['MESSAGE_TEMPLATES']);
    expect(templateFindings(templates ?? {}).map(({ ok }) => ok)).toEqual(
      shopperKind.options.map(() => true),
    );
  });

  it.each([
    ['a kind WeChat does not have', { text1: 'title' }, [false]],
    ['an amount where a number must stand', { number1: 'amount' }, [false]],
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

  it('a kind of message without a template is named', () => {
    expect(templateFindings({}).map(({ english }) => english)).toEqual(
      shopperKind.options.map((kind) => `${kind} has no template: it stays in the inbox`),
    );
  });

  it('a deployment stops at a template that does not fit, not at one that is missing', () => {
    expect(templateRefusals({})).toEqual([]);
    expect(templateRefusals(templatesWith({ thing1: 'price' }))).toHaveLength(1);
  });

  it('leaves an unreadable mapping to the check of the variables', () => {
    expect(readTemplates('{')).toBeUndefined();
    expect(readTemplates(undefined)).toBeUndefined();
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
    ]);
  });
});
