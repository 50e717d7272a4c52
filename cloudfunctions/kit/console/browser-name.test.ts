import { browserName } from './browser-name';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

describe('a browser by its name', () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/131.0.0.0`, 'Windows · Edge'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'Windows · Chrome'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15',
      'macOS · Safari',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Linux · Firefox'],
    [`Mozilla/5.0 (Linux; Android 14) ${CHROME}`, 'Android · Chrome'],
    ['curl/8.5.0', '未知的浏览器'],
    [undefined, '未知的浏览器'],
  ])('%s', (agent, name) => {
    expect(browserName(agent)).toBe(name);
  });
});
