/** What drawing needs of a 2d canvas. */
export interface CodeContext {
  fillStyle: unknown;
  fillRect(left: number, top: number, width: number, height: number): void;
}
/** Draws a QR code or a barcode as large as fits, on white. Sizes in the canvas's own pixels. */
export function drawCode(
  context: CodeContext,
  kind: 'qr' | 'bar',
  text: string,
  width: number,
  height: number,
): void;
