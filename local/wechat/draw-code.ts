import { PNG } from 'pngjs';
import { create } from 'qrcode';

/**
 * Draws a QR code the way a poster wants it: joined round strokes, soft finder eyes and a card badge in the middle.
 * Correction level Q restores a quarter of the code; the badge covers about a twentieth.
 */
type Rgb = [red: number, green: number, blue: number];

export interface CodeLook {
  width: number;
  ink: Rgb;
  transparent: boolean;
}

/** Modules of clear space that QR readers need on each side. */
const QUIET = 4;
const EYE = 7;
const BADGE_SHARE = 0.125;
const BADGE_GREEN: Rgb = [7, 193, 96];
/** Sub-samples per pixel and axis: smooth edges. */
const SAMPLES = 3;

/** By name: in a test every use of a global is looked up through the sandbox of the test, ten million times a picture. */
const { abs, floor, max, sign } = Math;

type Matrix = { size: number; isDark: (column: number, row: number) => boolean };

/** Numbers instead of tuples: this runs ten million times for the largest picture. */
function roundedRect(x: number, y: number, halfWidth: number, halfHeight: number, radius: number): boolean {
  const dx = max(abs(x) - (halfWidth - radius), 0);
  const dy = max(abs(y) - (halfHeight - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** `x` and `y` from the middle of the eye: a soft ring around a soft square. */
const eyeIsInked = (x: number, y: number): boolean =>
  (roundedRect(x, y, 3.5, 3.5, 2.1) && !roundedRect(x, y, 2.5, 2.5, 1.3)) || roundedRect(x, y, 1.5, 1.5, 0.9);

/** A dark module is a disc, squared off towards each dark neighbour, so that runs become strokes with round ends. */
function moduleIsInked({ isDark }: Matrix, x: number, y: number): boolean {
  const column = floor(x);
  const row = floor(y);
  if (!isDark(column, row)) return false;
  const dx = x - column - 0.5;
  const dy = y - row - 0.5;
  if (dx * dx + dy * dy <= 0.25) return true;
  return isDark(column + sign(dx), row) || isDark(column, row + sign(dy));
}

/** Whether a point, in modules from the top left corner of the code, carries ink. */
function isInked(matrix: Matrix, x: number, y: number): boolean {
  const { size } = matrix;
  if (x < 0 || y < 0 || x >= size || y >= size) return false;
  const right = x >= size - EYE;
  const bottom = y >= size - EYE;
  const inEye = (x < EYE || right) && (y < EYE || bottom) && !(right && bottom);
  if (!inEye) return moduleIsInked(matrix, x, y);
  const middle = EYE / 2;
  return eyeIsInked(x - (right ? size - middle : middle), y - (bottom ? size - middle : middle));
}

/** The badge, `x` and `y` in its radii from its middle: a green disc with a white card in it, on a white margin. */
function badgeIsGreen(x: number, y: number): boolean {
  if (x * x + y * y > 0.88 * 0.88) return false;
  const onStripe = y > -0.16 && y < -0.02;
  return onStripe || !roundedRect(x, y, 0.46, 0.32, 0.1);
}

/** How much of a pixel a shape covers, 0 to 1. */
function coverage(
  left: number,
  top: number,
  step: number,
  covers: (x: number, y: number) => boolean,
): number {
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = left + (((sample % SAMPLES) + 0.5) / SAMPLES) * step;
    const y = top + ((floor(sample / SAMPLES) + 0.5) / SAMPLES) * step;
    if (covers(x, y)) covered++;
  }
  return covered / (SAMPLES * SAMPLES);
}

function paint(data: Uint8Array, offset: number, colour: Rgb, share: number, alpha: number): void {
  data[offset] = 255 + (colour[0] - 255) * share;
  data[offset + 1] = 255 + (colour[1] - 255) * share;
  data[offset + 2] = 255 + (colour[2] - 255) * share;
  data[offset + 3] = 255 * alpha;
}

function matrixOf(text: string): Matrix {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const { size } = modules;
  return {
    size,
    isDark: (column, row) =>
      column >= 0 && row >= 0 && column < size && row < size && modules.get(row, column) !== 0,
  };
}

export function drawCode(text: string, { width, ink, transparent }: CodeLook): Uint8Array {
  const matrix = matrixOf(text);
  const png = new PNG({ width, height: width });
  const step = (matrix.size + 2 * QUIET) / width;
  const middle = matrix.size / 2;
  const radius = matrix.size * BADGE_SHARE;
  const onCode = (x: number, y: number) => isInked(matrix, x, y);
  const onBadge = (x: number, y: number) => badgeIsGreen((x - middle) / radius, (y - middle) / radius);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) {
      const x = column * step - QUIET;
      const y = row * step - QUIET;
      const inBadge = (x - middle) ** 2 + (y - middle) ** 2 < radius * radius;
      const share = coverage(x, y, step, inBadge ? onBadge : onCode);
      const alpha = !transparent || inBadge ? 1 : share;
      paint(png.data, (row * width + column) * 4, inBadge ? BADGE_GREEN : ink, share, alpha);
    }
  }
  // Without filters: trying them all out costs more than the drawing, and a code of few colours packs well as it is.
  return new Uint8Array(PNG.sync.write(png, { filterType: 0 }));
}
