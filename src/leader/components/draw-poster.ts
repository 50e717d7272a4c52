import type { DrawingContext } from '@/platform/poster-canvas';

/** A poster in its own pixels: brand, what it says, who invites, the code. */
export const POSTER_WIDTH = 750;
export const POSTER_HEIGHT = 1100;

export interface PosterWords {
  brandName: string;
  /** Lines, the first one largest. */
  headline: string;
  /** Under the headline; empty: nothing. */
  from: string;
  hint: string;
}

const PRIMARY = '#0f766e';
const PAPER = '#f7f5f0';
const INK = '#1c2b2a';
const INK_SOFT = '#56615f';
const MARGIN = 60;
const CODE = 420;
const FONT = '"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

/** Breaks a line where it would leave the poster; Chinese breaks anywhere. */
function linesOf(context: DrawingContext, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const character of paragraph) {
      if (line !== '' && context.measureText(line + character).width > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
    lines.push(line);
  }
  return lines;
}

export function drawPoster(
  context: DrawingContext,
  code: CanvasImageSource,
  { brandName, headline, from, hint }: PosterWords,
): void {
  const middle = POSTER_WIDTH / 2;
  const inner = POSTER_WIDTH - 2 * MARGIN;
  context.fillStyle = PRIMARY;
  context.fillRect(0, 0, POSTER_WIDTH, POSTER_HEIGHT);
  context.textAlign = 'center';
  context.fillStyle = '#ffffff';
  context.font = `600 40px ${FONT}`;
  context.fillText(brandName, middle, 96, inner);
  context.font = `700 60px ${FONT}`;
  let y = 200;
  for (const line of linesOf(context, headline, inner)) {
    context.fillText(line, middle, y);
    y += 82;
  }
  if (from !== '') {
    context.font = `400 34px ${FONT}`;
    context.fillText(from, middle, y + 4, inner);
  }
  const top = POSTER_HEIGHT - CODE - 250;
  context.fillStyle = PAPER;
  context.fillRect(MARGIN, top, inner, POSTER_HEIGHT - top - MARGIN);
  context.fillStyle = '#ffffff';
  context.fillRect(middle - CODE / 2 - 16, top + 30, CODE + 32, CODE + 32);
  context.drawImage(code, middle - CODE / 2, top + 46, CODE, CODE);
  context.fillStyle = INK;
  context.font = `600 34px ${FONT}`;
  context.fillText('微信扫一扫', middle, top + CODE + 112);
  context.fillStyle = INK_SOFT;
  context.font = `400 28px ${FONT}`;
  context.fillText(hint, middle, top + CODE + 156, inner - 40);
}
