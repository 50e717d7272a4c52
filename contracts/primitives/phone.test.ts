import { isMaskedPhone, maskPhone } from './phone';

describe('a masked phone number', () => {
  it.each([
    ['13800138000', '138****8000'],
    ['98765432', '****32'],
  ])('%s is shown as %s', (digits, masked) => expect(maskPhone(digits)).toBe(masked));
  it('never passes a whole number for a masked one', () => {
    expect(isMaskedPhone('13800138000')).toBe(false);
    expect(() => maskPhone('+86 138')).toThrow(RangeError);
  });
});
