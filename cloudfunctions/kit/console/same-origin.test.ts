import { isSameOrigin } from './same-origin';

describe('a post of a page', () => {
  it.each([
    ['of ours', { origin: 'https://shop.example', host: 'shop.example' }, true],
    [
      'of ours, as the browser says too',
      { origin: 'https://shop.example', host: 'shop.example', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['of ours on this computer', { origin: 'http://127.0.0.1:7300', host: '127.0.0.1:7300' }, true],
    ['of ours without encryption', { origin: 'http://shop.example', host: 'shop.example' }, false],
    ['of another site', { origin: 'https://evil.example', host: 'shop.example' }, false],
    ['of a name below ours', { origin: 'https://a.shop.example', host: 'shop.example' }, false],
    [
      'of a name that begins with ours',
      { origin: 'https://shop.example.evil.example', host: 'shop.example' },
      false,
    ],
    ['of another port', { origin: 'https://shop.example:8443', host: 'shop.example' }, false],
    [
      'that the browser calls cross-site',
      { origin: 'https://shop.example', host: 'shop.example', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['of a sandboxed frame', { origin: 'null', host: 'shop.example' }, false],
    ['of no page', { host: 'shop.example' }, false],
    ['to no host', { origin: 'https://shop.example' }, false],
  ])('%s', (_, headers: Record<string, string>, same) => {
    expect(isSameOrigin(headers)).toBe(same);
  });
});
