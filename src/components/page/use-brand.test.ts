import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brandTones } from '@contracts/primitives/brand-tones';
import { brandStyle } from './use-brand';

it('a theme names every variable the pages read, and no other', () => {
  const scss = readFileSync(path.resolve(__dirname, '../../app.scss'), 'utf8');
  const used = new Set([...scss.matchAll(/var\((--brand[a-z-]*)/g)].map(([, name]) => name));
  expect(Object.keys(brandStyle(brandTones('#7b1fa2'))).sort()).toEqual([...used].sort());
});
