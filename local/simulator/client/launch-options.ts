import type { LaunchOptions } from '../wechat-app';

const ORDINARY_LAUNCH = 1001;

/**
 * The frame's address says how the mini-program was opened: `/app/?persona=…&launch=1047#/pages/join/index?scene=g%3D…`.
 * Query values stay as WeChat passes them: `scene` still encoded once.
 */
export function launchOptionsOf({ search, hash }: { search: string; hash: string }): LaunchOptions {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const pairs = query.split('&').filter((pair) => pair !== '');
  const launch = Number(new URLSearchParams(search).get('launch'));
  return {
    path,
    query: Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    ),
    scene: Number.isInteger(launch) && launch > 0 ? launch : ORDINARY_LAUNCH,
  };
}
