/** QR codes through qrcode-generator, level M, the smallest version that holds the text: up to 106 ASCII characters (version 6). */
const qrcode = require('qrcode-generator');

const LONGEST = 106;
const SMALLEST_THAT_FITS = 0;

/** @returns rows of booleans, true for dark */
function qrCode(text) {
  if (!/^[\x20-\x7e]+$/.test(text) || text.length > LONGEST)
    throw new RangeError('a code holds 1 to 106 ASCII characters');
  const code = qrcode(SMALLEST_THAT_FITS, 'M');
  code.addData(text, /^\d+$/.test(text) ? 'Numeric' : 'Byte');
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_row, y) =>
    Array.from({ length: size }, (_one, x) => code.isDark(y, x)),
  );
}

module.exports = { qrCode };
