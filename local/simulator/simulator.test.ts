import { createSimulator } from './index';

const simulator = createSimulator();

test.each([
  ['/', 'text/html', 'id="phones"'],
  ['/simulator/simulator.css', 'text/css', '--brand'],
  ['/simulator/simulator.js', 'text/javascript', 'readMyCode'],
  ['/simulator/wechat.js', 'text/javascript', 'wechatApp'],
])('%s is served and complete', async (path, type, content) => {
  const response = await simulator.request(path);
  expect(response.headers.get('content-type')).toContain(type);
  const body = await response.text();
  expect(body).toContain(content);
  expect(body).not.toMatch(/^throw /);
});

test('nothing is fetched from elsewhere', async () => {
  for (const path of ['/', '/simulator/simulator.css']) {
    const body = await (await simulator.request(path)).text();
    expect(body.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\//);
  }
});
