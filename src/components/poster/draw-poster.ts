/** A poster: brand, who invites, what one gets, and the code to scan. Drawn in the canvas's own pixels, nothing is fetched. */
export interface PosterText {
  brand: string;
  headline: string;
  /** `小林 邀请你入会`. */
  host: string;
  lines: readonly string[];
  /** Below the code. */
  foot: string;
}

export const POSTER_WIDTH = 600;
export const POSTER_HEIGHT = 900;

const MARGIN = 44;
const CODE = 264;
const FONT = '"PingFang SC", "Noto Sans CJK SC", sans-serif';

type Pen = CanvasRenderingContext2D;

function panel(pen: Pen, top: number, height: number): void {
  const radius = 28;
  const [left, right, bottom] = [MARGIN, POSTER_WIDTH - MARGIN, top + height];
  pen.beginPath();
  pen.moveTo(left + radius, top);
  pen.arcTo(right, top, right, bottom, radius);
  pen.arcTo(right, bottom, left, bottom, radius);
  pen.arcTo(left, bottom, left, top, radius);
  pen.arcTo(left, top, right, top, radius);
  pen.closePath();
  pen.fill();
}

/** Words as large as fit on one line. */
function line(pen: Pen, text: string, top: number, size: number, weight = 400): void {
  let fitting = size;
  do {
    pen.font = `${weight} ${fitting}px ${FONT}`;
    fitting -= 2;
  } while (fitting > 18 && pen.measureText(text).width > POSTER_WIDTH - 2 * MARGIN - 40);
  pen.fillText(text, POSTER_WIDTH / 2, top);
}

export function drawPoster(pen: Pen, code: CanvasImageSource, text: PosterText): void {
  const shade = pen.createLinearGradient(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  shade.addColorStop(0, '#0d4f4a');
  shade.addColorStop(1, '#17807a');
  pen.fillStyle = shade;
  pen.fillRect(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';

  pen.fillStyle = '#ffffff';
  line(pen, text.brand, 52, 34, 600);
  line(pen, text.headline, 112, 52, 700);
  pen.fillStyle = '#dff3ee';
  line(pen, text.host, 196, 30);

  pen.fillStyle = '#fdf0e6';
  panel(pen, 262, 150);
  pen.fillStyle = '#8a2d07';
  const shown = text.lines.slice(0, 3);
  const step = 42;
  const first = 262 + (150 - shown.length * step) / 2 + 6;
  shown.forEach((words, at) => line(pen, words, first + at * step, 28, 600));

  pen.fillStyle = '#ffffff';
  panel(pen, 440, 404);
  pen.drawImage(code, (POSTER_WIDTH - CODE) / 2, 470, CODE, CODE);
  pen.fillStyle = '#1c2b2a';
  line(pen, text.foot, 758, 28, 600);
  pen.fillStyle = '#56615f';
  line(pen, '扫不扫都由你，不影响任何权益', 800, 22);
}
