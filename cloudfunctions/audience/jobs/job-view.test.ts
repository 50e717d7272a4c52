import { withSkips } from './job-view';

it('reasons add up, each once, in an order of their own', () => {
  expect(withSkips([{ why: 'not_wanted', members: 2 }], ['no_longer', 'not_wanted', 'no_longer'])).toEqual([
    { why: 'no_longer', members: 2 },
    { why: 'not_wanted', members: 3 },
  ]);
  expect(withSkips([], [])).toEqual([]);
});
