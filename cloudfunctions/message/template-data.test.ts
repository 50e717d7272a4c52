import { fitField, templateData } from './template-data';

describe('values are cut to what WeChat takes', () => {
  it.each([
    ['thing1', '满'.repeat(20), '满'.repeat(20)],
    ['thing1', '满'.repeat(21), `${'满'.repeat(19)}…`],
    ['phrase2', '一二三四五六', '一二三四…'],
    ['thing1', '🎁'.repeat(21), `${'🎁'.repeat(19)}…`],
    ['time3', '2026年11月21日 14:00', '2026年11月21日 14:00'],
  ])('%s ← %s', (field, text, fitted) => {
    expect(fitField(field, text)).toBe(fitted);
  });

  it('each field shows the value its mapping names', () => {
    const data = templateData({ thing1: 'title', time2: 'expiresAt' }, { title: '券', expiresAt: '14:00' });
    expect(data).toEqual({ thing1: { value: '券' }, time2: { value: '14:00' } });
  });
});
