/** Draws a QR code or a barcode on a 2d canvas in whole pixels, as large as fits, on white. */
const { code128Widths } = require('./code-128');
const { qrMatrix } = require('./qr-matrix');

const QR_QUIET = 4;
const BAR_QUIET = 10;

function clear(context, width, height) {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000000';
}

function drawQr(context, text, width, height) {
  const grid = qrMatrix(text);
  const modules = grid.length + 2 * QR_QUIET;
  const unit = Math.max(1, Math.floor(Math.min(width, height) / modules));
  const left = Math.floor((width - unit * grid.length) / 2);
  const top = Math.floor((height - unit * grid.length) / 2);
  grid.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) context.fillRect(left + x * unit, top + y * unit, unit, unit);
    }),
  );
}

function drawBar(context, text, width, height) {
  const widths = code128Widths(text);
  const total = widths.reduce((sum, one) => sum + one, 0);
  const unit = Math.max(1, Math.floor(width / (total + 2 * BAR_QUIET)));
  let left = Math.floor((width - unit * total) / 2);
  widths.forEach((one, at) => {
    if (at % 2 === 0) context.fillRect(left, 0, one * unit, height);
    left += one * unit;
  });
}

/** @param width @param height in the canvas's own pixels */
function drawCode(context, kind, text, width, height) {
  clear(context, width, height);
  if (text === '') return;
  if (kind === 'bar') drawBar(context, text, width, height);
  else drawQr(context, text, width, height);
}

module.exports = { drawCode };
