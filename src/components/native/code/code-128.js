/** Code 128 through jsbarcode's encoder: an even number of digits in set C, two to a symbol; anything else of ASCII in set B. */
const { CODE128B, CODE128C } = require('jsbarcode/bin/barcodes/CODE128');

/** @returns modules from left to right, `1` for a bar, without the quiet zone of ten modules at each end */
function code128Modules(text) {
  const Encoder = /^(\d\d)+$/.test(text) ? CODE128C : CODE128B;
  const encoder = new Encoder(text, {});
  if (!encoder.valid()) throw new RangeError('a barcode holds ASCII only');
  return encoder.encode().data;
}

module.exports = { code128Modules };
