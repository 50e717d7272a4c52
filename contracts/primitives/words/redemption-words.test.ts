import { redemptionWords } from './redemption-words';

describe('an exchange in words', () => {
  it.each([
    ['goods', 'waiting', '待自提'],
    ['service', 'waiting', '待使用'],
    ['goods', 'done', '已完成'],
    ['charity', 'done', '已捐赠'],
    ['service', 'cancelled', '已取消'],
  ] as const)('%s that is %s: %s', (kind, state, words) => {
    expect(redemptionWords({ kind, state })).toBe(words);
  });
});
