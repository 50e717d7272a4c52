/** Draws a QR code or a barcode on a 2d canvas in whole pixels, as large as fits, on white. */
const { code128Modules } = require('./code-128');
const { qrCode } = require('./qr-code');

const QR_QUIET = 4;
const BAR_QUIET = 10;

function clear(context, width, height) {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000000';
}

function drawQr(context, text, width, height) {
  const grid = qrCode(text);
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
  const modules = code128Modules(text);
  const unit = Math.max(1, Math.floor(width / (modules.length + 2 * BAR_QUIET)));
  const left = Math.floor((width - unit * modules.length) / 2);
  for (let at = 0; at < modules.length; at += 1) {
    if (modules[at] === '1') context.fillRect(left + at * unit, 0, unit, height);
  }
}

/** @param width @param height in the canvas's own pixels */
function drawCode(context, kind, text, width, height) {
  clear(context, width, height);
  if (text === '') return;
  if (kind === 'bar') drawBar(context, text, width, height);
  else drawQr(context, text, width, height);
}

module.exports = { drawCode };
