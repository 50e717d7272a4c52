import {
  codesFromParams,
  codesFromScan,
  joinPath,
  leaderCodeFromParams,
  leaderCodeFromScan,
} from './landing';

describe('the leader code of the landing page', () => {
  it.each([
    ['a mini-program code', { scene: 'g%3DChen2026' }],
    ['a scene that arrives decoded', { scene: 'g=Chen2026' }],
    ['a scene that was encoded twice', { scene: 'g%253DChen2026' }],
    ['a scene with more in it that was encoded twice', { scene: 's%253D1%2526g%253DChen2026' }],
    ['a scene with more in it', { scene: 's%3D1%26g%3DChen2026' }],
    ['an ordinary link', { q: 'https%3A%2F%2Fshop.example%2Fj%3Fg%3DChen2026%26x%3D1', scancode_time: '1' }],
    ['a link with a fragment', { q: 'https%3A%2F%2Fshop.example%2Fj%3Fg%3DChen2026%23top' }],
    ['a shared card', { g: 'Chen2026' }],
  ])('is found in %s', (_from, params) => {
    expect(leaderCodeFromParams(params)).toBe('Chen2026');
  });

  it('decodes a link once: what is encoded inside its parameters stays inside them', () => {
    const link = 'https://shop.example/?g=Chen2026&note=a%26g%3DOther2026';
    expect(leaderCodeFromParams({ q: encodeURIComponent(link) })).toBe('Chen2026');
  });

  it.each([
    ['nothing', {}],
    ['no parameters at all', undefined],
    ['an empty scene', { scene: '' }],
    ['a scene of somebody else', { scene: 'x%3D1' }],
    ['a code that cannot be one', { scene: 'g%3Dab' }],
    ['a script', { g: '<script>' }],
    ['a broken percent sign', { scene: 'g%3DChen2026%' }],
  ])('is null for %s', (_from, params) => {
    expect(leaderCodeFromParams(params)).toBeNull();
  });
});

describe('a scan inside the mini-program', () => {
  it.each([
    ['a mini-program code', { path: 'pages/join/index?scene=g%3DChen2026', result: '' }],
    ['a path with a leading slash', { path: '/pages/join/index?scene=g%3DChen2026' }],
    ['an ordinary link', { result: 'https://shop.example/j?g=Chen2026' }],
  ])('reads %s', (_from, scan) => {
    expect(leaderCodeFromScan(scan)).toBe('Chen2026');
  });

  it.each([
    ['another page of ours', { path: 'pages/home/index?g=Chen2026' }],
    ['a parcel', { result: '6901234567892' }],
    ['nothing', {}],
  ])('knows %s is no leader code', (_from, scan) => {
    expect(leaderCodeFromScan(scan)).toBeNull();
  });
});

it('a path to the landing page can be read back', () => {
  const code = leaderCodeFromParams({ g: 'Chen2026' });
  expect(joinPath(code)).toBe('/pages/join/index?g=Chen2026');
  expect(joinPath(null)).toBe('/pages/join/index');
});

describe('a friend’s code', () => {
  it('comes by a poster’s scene, and on a card beside the leader’s', () => {
    expect(codesFromParams({ scene: 'i%3DAb12Cd34Ef56' })).toEqual({
      leaderCode: null,
      inviteCode: 'Ab12Cd34Ef56',
    });
    const both = { leaderCode: 'Chen2026', inviteCode: 'Ab12Cd34Ef56' };
    expect(codesFromParams({ g: 'Chen2026', i: 'Ab12Cd34Ef56' })).toEqual(both);
    const codes = codesFromParams(both);
    expect(codes).toEqual({ leaderCode: null, inviteCode: null });
    const path = '/pages/join/index?g=Chen2026&i=Ab12Cd34Ef56';
    expect(codesFromScan({ path })).toEqual(both);
    const read = codesFromParams({ g: 'Chen2026', i: 'Ab12Cd34Ef56' });
    expect(joinPath(read.leaderCode, read.inviteCode)).toBe(path);
  });

  it('is none when it cannot be one', () => {
    expect(codesFromParams({ i: 'short' })).toEqual({ leaderCode: null, inviteCode: null });
    expect(codesFromScan({ result: 'https://shop.example/j?i=<script>' })).toBeNull();
  });
});
