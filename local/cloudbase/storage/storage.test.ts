import { createCloudStorage } from '.';

/** What the SDK is answered; that it gets on with it stands in tests/conformance/storage.test.ts. */
describe('the local cloud storage', () => {
  function open() {
    const clock = { now: 1_000_000 };
    const storage = createCloudStorage({ folder: null, now: () => clock.now, url: 'http://127.0.0.1:1' });
    const ask = (action: string, more: object) => storage.answer('env1', { action, ...more }).data;
    const upload = (path: string) => ask('storage.getUploadMetadata', { path, method: 'put' });
    return { storage, clock, ask, upload };
  }

  it.each(['/a.png', 'a//b.png', '', 'a?b', 'a b'])('refuses the path %j', (path) => {
    expect(() => open().upload(path)).toThrow(/path/);
  });

  it('refuses an action it does not know', () => {
    expect(() => open().ask('storage.getSecrets', {})).toThrow('invalid action');
  });

  it('a file that is not there has no address, and removing it says so', () => {
    const { ask } = open();
    const fileid = 'cloud://env1.x/a.png';
    expect(ask('storage.batchGetDownloadUrl', { file_list: [{ fileid }] })).toEqual({
      download_list: [{ fileID: fileid, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' }],
    });
    expect(ask('storage.batchDeleteFile', { fileid_list: [fileid] })).toEqual({
      delete_list: [{ fileID: fileid, code: 'STORAGE_FILE_NONEXIST' }],
    });
  });

  it('takes a file only with the answer it gave for that path', async () => {
    const { storage, upload } = open();
    expect(upload('a.png')).toMatchObject({ url: 'http://127.0.0.1:1/storage/env1/a.png' });
    const put = (authorization: string) =>
      storage.routes.request('/env1/a.png', { method: 'PUT', headers: { authorization }, body: 'x' });
    expect((await put('guessed')).status).toBe(403);
    expect(storage.read('cloud://env1.x/a.png')).toBeNull();
  });
});
