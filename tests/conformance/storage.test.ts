/** Cloud storage through the real SDK: a file put, fetched by an address that ends, and removed. */
import tcb from '@cloudbase/node-sdk';
import { createClock } from '../../local/cloudbase/clock';
import { createLocalCloud, type LocalCloud } from '../../local/server';
import { pointSdkAt } from './start-gateway';

const NOW = Date.UTC(2026, 10, 21, 4);
let cloud: LocalCloud;
const client = () => tcb.init({ env: 'local' });
const put = async (cloudPath: string, text: string) =>
  (await client().uploadFile({ cloudPath, fileContent: Buffer.from(text) })).fileID;
async function addressOf(fileID: string, maxAge = 60) {
  const { fileList } = await client().getTempFileURL({ fileList: [{ fileID, maxAge }] });
  return fileList[0];
}

beforeAll(async () => {
  cloud = await createLocalCloud({
    location: ':memory:',
    clock: createClock({ frozenAt: NOW }),
    schema: [],
    functionsDir: 'dist/cloudfunctions',
    wechat: { accounts: [], templates: [], pages: () => null },
  });
  pointSdkAt(cloud.port);
});
afterAll(() => cloud.close());
beforeEach(() => cloud.reset());

test('put, fetched, removed', async () => {
  const fileID = await put('avatars/a.png', 'a picture');
  expect(fileID).toMatch(/^cloud:\/\/local\..+\/avatars\/a\.png$/);
  const address = await addressOf(fileID);
  expect(address).toMatchObject({ code: 'SUCCESS', fileID });
  const response = await fetch(address?.tempFileURL ?? '');
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(await response.text()).toBe('a picture');
  expect((await client().deleteFile({ fileList: [fileID] })).fileList).toMatchObject([
    { code: 'SUCCESS', fileID },
  ]);
  expect((await fetch(address?.tempFileURL ?? '')).status).toBe(404);
  expect(await addressOf(fileID)).toMatchObject({ code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' });
});

test('the same path again is the same file', async () => {
  const first = await put('avatars/a.png', 'one');
  expect(await put('avatars/a.png', 'another')).toBe(first);
  expect(cloud.storage.read(first)?.toString()).toBe('another');
});

test('an address ends, and is good for its file alone', async () => {
  const address = (await addressOf(await put('avatars/a.png', 'one')))?.tempFileURL ?? '';
  await put('avatars/b.png', 'another');
  expect((await fetch(address.replace('a.png', 'b.png'))).status).toBe(403);
  cloud.moveClock(NOW + 60_000 - 1);
  expect((await fetch(address)).status).toBe(200);
  cloud.moveClock(NOW + 60_000);
  expect((await fetch(address)).status).toBe(403);
});
