/** A poster: the brand and its logo, what it says, who invites, what one gets, and the code to scan. Drawn in the canvas's own pixels. */
export interface PosterText {
  brand: string;
  /** One or two lines, the largest words. */
  headline: string;
  /** `小林 邀请你入会`. */
  host: string;
  /** What one gets, at most three; none: the panel is left out. */
  lines: readonly string[];
  /** Below the code. */
  foot: string;
  hint: string;
}

export const POSTER_WIDTH = 600;
export const POSTER_HEIGHT = 900;

const MARGIN = 44;
const CODE = 264;
const FONT = '"PingFang SC", "Noto Sans CJK SC", sans-serif';
/** Where the code's panel begins, and where what is above it begins. */
const CODE_TOP = 440;
const TOP = 52;

type Pen = CanvasRenderingContext2D;
/** A picture that has come, with its own size. */
export type PosterLogo = HTMLImageElement;

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

/** Words as large as fit on one line, `beside` of which something else takes. */
function line(pen: Pen, text: string, top: number, size: number, weight = 400, beside = 0): void {
  let fitting = size;
  do {
    pen.font = `${weight} ${fitting}px ${FONT}`;
    fitting -= 2;
  } while (fitting > 18 && pen.measureText(text).width > POSTER_WIDTH - 2 * MARGIN - 40 - beside);
  pen.fillText(text, (POSTER_WIDTH + beside) / 2, top);
}

const LOGO = 48;
const LOGO_GAP = 14;

/** The brand in the middle, its logo in a white circle before it. */
function drawBrand(pen: Pen, brand: string, logo: PosterLogo | null, top: number): void {
  line(pen, brand, top, 34, 600, logo === null ? 0 : LOGO + LOGO_GAP);
  if (logo === null) return;
  const left = (POSTER_WIDTH - pen.measureText(brand).width - LOGO - LOGO_GAP) / 2;
  const middle = { x: left + LOGO / 2, y: top + 18 };
  const side = Math.min(logo.width, logo.height);
  pen.save();
  pen.beginPath();
  pen.arc(middle.x, middle.y, LOGO / 2, 0, 2 * Math.PI);
  pen.fill();
  pen.clip();
  pen.drawImage(
    logo,
    (logo.width - side) / 2,
    (logo.height - side) / 2,
    side,
    side,
    left,
    middle.y - LOGO / 2,
    LOGO,
    LOGO,
  );
  pen.restore();
}

/** Brand, headline and host, from the top; where no panel follows they stand in the middle of the room above the code. */
function drawHead(pen: Pen, { brand, headline, host, lines }: PosterText, logo: PosterLogo | null): void {
  const words = headline.split('\n').slice(0, 2);
  // Two lines above a panel have less room.
  const [size, step] = lines.length > 0 && words.length > 1 ? [40, 50] : [52, 72];
  const height = 60 + words.length * step + 38;
  let y = lines.length > 0 ? TOP : Math.round((CODE_TOP - height) / 2);
  pen.fillStyle = '#ffffff';
  drawBrand(pen, brand, logo, y);
  y += 60;
  for (const part of words) {
    line(pen, part, y, size, 700);
    y += step;
  }
  pen.fillStyle = '#dff3ee';
  line(pen, host, y + 8, 30);
}

function drawLines(pen: Pen, lines: readonly string[]): void {
  const [top, height, step] = [266, 150, 42];
  const shown = lines.slice(0, 3);
  pen.fillStyle = '#fdf0e6';
  panel(pen, top, height);
  pen.fillStyle = '#8a2d07';
  const first = top + (height - shown.length * step) / 2 + 6;
  shown.forEach((words, at) => line(pen, words, first + at * step, 28, 600));
}

/** What a poster is painted with: white stands on both. */
export interface PosterShade {
  from: string;
  to: string;
}
export const OWN_SHADE: PosterShade = { from: '#0d4f4a', to: '#17807a' };

export function drawPoster(
  pen: Pen,
  code: CanvasImageSource,
  text: PosterText,
  { from, to }: PosterShade,
  logo: PosterLogo | null = null,
): void {
  const shade = pen.createLinearGradient(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  shade.addColorStop(0, from);
  shade.addColorStop(1, to);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  drawHead(pen, text, logo);
  if (text.lines.length > 0) drawLines(pen, text.lines);
  pen.fillStyle = '#ffffff';
  panel(pen, CODE_TOP, 404);
  pen.drawImage(code, (POSTER_WIDTH - CODE) / 2, CODE_TOP + 30, CODE, CODE);
  pen.fillStyle = '#1c2b2a';
  line(pen, text.foot, CODE_TOP + 318, 28, 600);
  pen.fillStyle = '#56615f';
  line(pen, text.hint, CODE_TOP + 360, 22);
}
