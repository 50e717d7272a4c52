import jsQR from 'jsqr';
import { code128Modules } from './code-128';
import { drawCode } from './draw-code';
import { qrCode } from './qr-code';

/** A canvas that keeps its pixels. */
function canvas(width: number, height: number) {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  return {
    pixels,
    fillStyle: '' as unknown,
    fillRect(left: number, top: number, wide: number, high: number) {
      const shade = this.fillStyle === '#000000' ? 0 : 255;
      for (let y = top; y < top + high; y += 1)
        for (let x = left; x < left + wide; x += 1)
          pixels.fill(shade, (y * width + x) * 4, (y * width + x) * 4 + 3);
    },
  };
}

function scan(text: string): string | undefined {
  const drawn = canvas(240, 240);
  drawCode(drawn, 'qr', text, 240, 240);
  return jsQR(drawn.pixels, 240, 240)?.data;
}

describe('a QR code', () => {
  it.each([
    '123456789012345678901234',
    '0',
    '7'.repeat(60),
    'https://example.test/x?code=1',
    'a'.repeat(26),
    'b'.repeat(42),
    'c'.repeat(62),
    'd'.repeat(84),
    'e'.repeat(106),
  ])('of %s is read by an independent reader', (text) => {
    expect(scan(text)).toBe(text);
  });

  it('of a member code is the smallest there is', () => {
    expect(qrCode('123456789012345678901234')).toHaveLength(21);
  });

  it.each(['f'.repeat(107), '券'])('of %s is refused', (text) => {
    expect(() => qrCode(text)).toThrow(RangeError);
  });
});

const STOP = '1100011101011';
/** Of the published table (ISO/IEC 15417): start C, then 12, 34, 56, 78, 90 of set C, and what 1 and a are in set B. */
const START_C = '11010011100';
const START_B = '11010010000';
const PAIRS = ['10110011100', '10001011000', '11100010110', '11000010100', '11011110110'];

describe('a barcode', () => {
  it('of digits stands in set C, two to a symbol, with its check symbol and the stop', () => {
    const modules = code128Modules('1234567890');
    // (105 + 1·12 + 2·34 + 3·56 + 4·78 + 5·90) mod 103 = 85
    expect(modules).toBe([START_C, ...PAIRS, '10011110010', STOP].join(''));
  });

  it('of anything else stands in set B', () => {
    expect(code128Modules('1a').startsWith(`${START_B}1001110011010010110000`)).toBe(true);
  });

  it('of a member code takes 178 modules and the stop of thirteen', () => {
    expect(code128Modules('123456789012345678901234')).toHaveLength(14 * 11 + 11 + 2);
  });

  it('of other than ASCII is refused', () => {
    expect(() => code128Modules('券')).toThrow(RangeError);
  });

  it('leaves its quiet zone and fills its height', () => {
    const drawn = canvas(400, 40);
    drawCode(drawn, 'bar', '123456789012345678901234', 400, 40);
    const dark = Array.from({ length: 400 }, (_one, x) => drawn.pixels[x * 4] === 0);
    expect(dark.indexOf(true)).toBeGreaterThanOrEqual(10 * 2);
    expect(drawn.pixels[(39 * 400 + dark.indexOf(true)) * 4]).toBe(0);
  });
});
