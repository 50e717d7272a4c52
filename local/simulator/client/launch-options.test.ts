import { launchOptionsOf } from './launch-options';

test('a scan opens the page with its scene still encoded once, as WeChat passes it', () => {
  expect(
    launchOptionsOf({
      search: '?persona=shopper-lin&launch=1047',
      hash: '#/pages/join/index?scene=g%3DAb12',
    }),
  ).toEqual({ path: 'pages/join/index', query: { scene: 'g%3DAb12' }, scene: 1047 });
});

test('without anything it is an ordinary start', () => {
  expect(launchOptionsOf({ search: '', hash: '' })).toEqual({ path: '', query: {}, scene: 1001 });
  expect(launchOptionsOf({ search: '?launch=x', hash: '#/' })).toEqual({ path: '', query: {}, scene: 1001 });
});

test('values may hold equals signs and be empty', () => {
  const { query } = launchOptionsOf({ search: '', hash: '#/a?x=1=2&y=&z' });
  expect(query).toEqual({ x: '1=2', y: '', z: '' });
});
