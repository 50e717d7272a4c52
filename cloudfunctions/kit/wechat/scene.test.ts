import { checkedScene } from './scene';

describe('a scene', () => {
  it.each([
    ['a leader’s code', 'g=Chen2026'],
    ['both codes', 'g=Chen2026&i=abcd1234'],
    ['a bill, which fills it', `o=ord_${'0'.repeat(26)}`],
  ])('of %s goes to WeChat as it is', (_what, scene) => {
    expect(checkedScene(scene)).toBe(scene);
  });

  it.each([
    ['nothing', ''],
    ['one of 33 characters', 'x'.repeat(33)],
    ['a percent sign', 'g%3DChen2026'],
    ['Chinese', 'g=陈'],
    ['a space', 'g=a b'],
  ])('of %s is refused before WeChat is asked', (_what, scene) => {
    expect(() => checkedScene(scene)).toThrow(RangeError);
  });
});
