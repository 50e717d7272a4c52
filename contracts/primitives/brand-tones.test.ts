import { brandTones, contrast, isColour } from './brand-tones';

/** What stands on what, as the tokens use it. */
const day = { paper: '#f7f5f0', surface: '#ffffff', sunken: '#efeae0' };
const night = { paper: '#111514', surface: '#1c2220', sunken: '#262d2b', ink: '#06231f' };
const colours = [
  ...['#000000', '#ffffff', '#808080', '#0f766e', '#ffe600', '#ff0000', '#00ff00', '#0000ff', '#ffc0cb'],
  ...['#7b1fa2', '#e65100', '#01579b', '#c0ffee', '#123456', '#FF6B81', '#777777'],
];

it('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

describe.each(colours)('%s', (colour) => {
  const { brand, deep, soft, from, to, night: light, nightSoft } = brandTones(colour);

  it('is readable by day, as text and under it', () => {
    for (const ground of [...Object.values(day), soft])
      for (const text of [brand, deep]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [brand, from, to])
      for (const text of ['#ffffff', '#ffe9c9', '#dff3ee'])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('is readable by night, as text and under it', () => {
    for (const ground of [night.paper, night.surface, night.sunken, nightSoft, night.ink])
      expect(contrast(light, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('a colour that is readable already stays as it is', () => {
  expect(brandTones('#0d5c56').brand).toBe('#0d5c56');
});

it.each([
  ['#0f766e', true],
  ['#0F766E', true],
  ['0f766e', false],
  ['#0f7', false],
  ['#0f766g', false],
  ['', false],
])('%s is a colour: %s', (text, is) => expect(isColour(text)).toBe(is));
