import { decryptPhone, encryptPhone, hashPhone } from './phone-vault';

const key = (byte: number) => Buffer.alloc(32, byte);
const vault = { keys: [['k1', key(1)]] as [string, Buffer][], hashKey: key(9) };
const digits = '+8613800138000';

describe('a phone number at rest', () => {
  it('can be read back, and never reads the same twice', () => {
    const [first, second] = [encryptPhone(vault, digits), encryptPhone(vault, digits)];
    expect(decryptPhone(vault, first)).toBe(digits);
    expect(first).not.toBe(second);
    expect(first).not.toContain('138');
  });

  it('stays readable when a new key comes first', () => {
    const sealed = encryptPhone(vault, digits);
    expect(decryptPhone({ ...vault, keys: [['k2', key(2)], ...vault.keys] }, sealed)).toBe(digits);
    expect(() => decryptPhone({ ...vault, keys: [['k2', key(2)]] }, sealed)).toThrow('unknown phone key');
  });

  it('cannot be altered', () => {
    const [id, nonce, text, tag] = encryptPhone(vault, digits).split('.');
    const altered = Buffer.from(text ?? '', 'base64url');
    altered[0] = (altered[0] ?? 0) ^ 1;
    expect(() => decryptPhone(vault, [id, nonce, altered.toString('base64url'), tag].join('.'))).toThrow();
  });

  it('is found by a hash that depends on the key', () => {
    expect(hashPhone(vault, digits)).toBe(hashPhone(vault, digits));
    expect(hashPhone({ ...vault, hashKey: key(8) }, digits)).not.toBe(hashPhone(vault, digits));
  });
});
