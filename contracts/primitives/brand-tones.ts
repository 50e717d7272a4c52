/**
 * The tones of a merchant's one colour, by day and by night: whatever colour it is, text in it and text on it stay readable
 * (4.5 : 1, WCAG). The names are those of the variables in `src/app.scss`.
 */
type Rgb = readonly [red: number, green: number, blue: number];

const LEAST_CONTRAST = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** What quiet words on a card are written in: darker than white, so that what carries them carries white too. */
const QUIET_ON_HERO: Rgb = [255, 233, 201];
const PAPER: Rgb = [247, 245, 240];
const SUNKEN: Rgb = [239, 234, 224];
const NIGHT_SURFACE: Rgb = [28, 34, 32];
const NIGHT_SUNKEN: Rgb = [38, 45, 43];
const NIGHT_INK: Rgb = [6, 35, 31];

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

const channels = (hex: string): Rgb => [
  parseInt(hex.slice(1, 3), 16),
  parseInt(hex.slice(3, 5), 16),
  parseInt(hex.slice(5, 7), 16),
];
const hexOf = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

/** In whole numbers, as it will be written. */
const mix = (one: Rgb, other: Rgb, share: number): Rgb => {
  const at = (index: 0 | 1 | 2) => Math.round(one[index] * (1 - share) + other[index] * share);
  return [at(0), at(1), at(2)];
};

const linear = (channel: number): number => {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

function contrastOf(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
/** From 1 to 21, of two colours written `#rrggbb`. */
export const contrast = (one: string, other: string): number => contrastOf(channels(one), channels(other));

const STEPS = 50;

/** The colour itself when it is far enough from all of these, or the first step towards black or white that is. */
function readable(colour: Rgb, towards: Rgb, against: readonly Rgb[]): Rgb {
  for (let step = 0; step < STEPS; step += 1) {
    const tone = mix(colour, towards, step / STEPS);
    if (against.every((other) => contrastOf(tone, other) >= LEAST_CONTRAST)) return tone;
  }
  return towards;
}

export type BrandTones = ReturnType<typeof brandTones>;

/** @param colour `#rrggbb` */
export function brandTones(colour: string) {
  const own = channels(colour);
  const soft = mix(own, WHITE, 0.88);
  const brand = readable(own, BLACK, [soft, PAPER, SUNKEN, QUIET_ON_HERO]);
  const nightSoft = mix(own, NIGHT_SURFACE, 0.85);
  return {
    brand: hexOf(brand),
    deep: hexOf(mix(brand, BLACK, 0.2)),
    soft: hexOf(soft),
    line: hexOf(mix(own, WHITE, 0.6)),
    from: hexOf(mix(brand, BLACK, 0.3)),
    to: hexOf(readable(mix(brand, WHITE, 0.08), BLACK, [QUIET_ON_HERO])),
    night: hexOf(readable(own, WHITE, [NIGHT_SURFACE, NIGHT_SUNKEN, NIGHT_INK, nightSoft])),
    nightSoft: hexOf(nightSoft),
    nightLine: hexOf(mix(own, NIGHT_SURFACE, 0.6)),
  };
}
