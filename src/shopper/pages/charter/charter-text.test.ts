import { instant } from '@contracts/primitives/time';
import { agreedText, sinceText, toAgreeTo } from './charter-text';

const at = instant(Date.UTC(2026, 10, 21, 4));
const charter = { version: '2.1', since: at, sections: [], next: null };
const next = { version: '3.1', from: at, added: [], removed: [] };
const read = { charter, isMember: true, agreed: null, now: at };

describe('the charter page', () => {
  it.each([
    ['a guest agrees by joining', { isMember: false }, null],
    ['a member who did not yet', {}, '2.1'],
    ['a member who did', { agreed: { version: '2.1', at } }, null],
    ['an older version is not this one', { agreed: { version: '1.1', at } }, '2.1'],
    [
      'what is announced comes first',
      { charter: { ...charter, next }, agreed: { version: '2.1', at } },
      '3.1',
    ],
    ['where there is none', { charter: null }, null],
  ])('asks for consent: %s', (_case, change, version) => {
    expect(toAgreeTo({ ...read, ...change })).toBe(version);
  });

  it('says since when it holds, and when it was agreed to', () => {
    expect(sinceText(charter)).toBe('第 2.1 版，11月21日 12:00 起生效');
    expect(sinceText({ version: '1.1', since: instant(0) })).toBe('第 1.1 版');
    expect(agreedText({ ...read, agreed: { version: '1.1', at } })).toBe(
      '你在 11月21日 12:00 同意了第 1.1 版',
    );
  });
});
