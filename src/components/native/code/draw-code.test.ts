import jsQR from 'jsqr';
import { code128Widths, WIDTHS } from './code-128';
import { drawCode } from './draw-code';
import { qrMatrix } from './qr-matrix';

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
    expect(qrMatrix('123456789012345678901234')).toHaveLength(21);
  });

  it.each(['f'.repeat(107), '券'])('of %s is refused', (text) => {
    expect(() => qrMatrix(text)).toThrow(RangeError);
  });
});

/** Reads the widths back, by the published table of symbols. */
function readBars(widths: number[]): { digits: string; checks: boolean } {
  const symbols: number[] = [];
  for (let at = 0; at + 7 < widths.length; at += 6)
    symbols.push(WIDTHS.indexOf(widths.slice(at, at + 6).join('')));
  const [start = 0, ...rest] = symbols;
  const check = rest.pop();
  const sum = rest.reduce((total, symbol, at) => total + symbol * (at + 1), start);
  return { digits: rest.map((pair) => String(pair).padStart(2, '0')).join(''), checks: sum % 103 === check };
}

describe('a barcode', () => {
  it('has 106 different symbols of eleven modules, three bars each, dark modules even, and a stop of thirteen', () => {
    const symbols = WIDTHS.slice(0, 106).map((widths) => widths.split('').map(Number));
    expect(new Set(WIDTHS).size).toBe(107);
    for (const widths of symbols) {
      expect(widths.reduce((sum, one) => sum + one, 0)).toBe(11);
      expect(widths.filter((_one, at) => at % 2 === 0).reduce((sum, one) => sum + one, 0) % 2).toBe(0);
    }
    expect(WIDTHS[106]).toBe('2331112');
  });

  it('of a member code reads back, with its check symbol, in 178 modules', () => {
    const widths = code128Widths('123456789012345678901234');
    expect(readBars(widths)).toEqual({ digits: '123456789012345678901234', checks: true });
    expect(widths.reduce((sum, one) => sum + one, 0)).toBe(14 * 11 + 11 + 2);
  });

  it('leaves its quiet zone and fills its height', () => {
    const drawn = canvas(400, 40);
    drawCode(drawn, 'bar', '123456789012345678901234', 400, 40);
    const dark = Array.from({ length: 400 }, (_one, x) => drawn.pixels[x * 4] === 0);
    expect(dark.indexOf(true)).toBeGreaterThanOrEqual(10 * 2);
    expect(drawn.pixels[(39 * 400 + dark.indexOf(true)) * 4]).toBe(0);
  });
});
