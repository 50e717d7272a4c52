import { aboutStore } from './store-text';

const hours = { opensAt: '08:00', closesAt: '21:30' };

it.each([
  ['open by day', { open: true, hours, address: '幸福路 1 号' }, ['08:00–21:30', '幸福路 1 号']],
  [
    'round the clock',
    { open: true, hours: { opensAt: '00:00', closesAt: '00:00' }, address: '' },
    ['全天营业'],
  ],
  ['nobody said when', { open: true, hours: null, address: '' }, []],
  [
    'a pause comes before the hours',
    { open: false, hours, address: '幸福路 1 号' },
    ['暂停营业', '幸福路 1 号'],
  ],
])('a store: %s', (_name, store, lines) => {
  expect(aboutStore(store)).toEqual(lines);
});
