import { handleOf, seal, unseal, type HandleKey } from './handle';

const key = Buffer.alloc(32, 7);
const lin: HandleKey = { key, viewer: 'openid:wx1:oLin' };
const wang: HandleKey = { key, viewer: 'openid:wx1:oWang' };
const ID = 'msg_alarm-mem_01ARZ3NDEKTSV4RRFFQ69G5FAV';

it('a handle is the same each time, another for everybody else, and says nothing', () => {
  expect(handleOf(lin, ID)).toBe(handleOf(lin, ID));
  expect(handleOf(lin, ID)).not.toBe(handleOf(wang, ID));
  expect(handleOf(lin, ID)).toMatch(/^[\w-]{22}$/);
});

it('a seal is the same each time, and opens for whom and for what it was made', () => {
  const sealed = seal(lin, 'message', ID);
  expect(seal(lin, 'message', ID)).toBe(sealed);
  expect(unseal(lin, 'message', sealed)).toBe(ID);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('mem_');
});

it.each<[string, (sealed: string) => string | null]>([
  ['somebody else', (sealed) => unseal(wang, 'message', sealed)],
  ['another use', (sealed) => unseal(lin, 'cursor', sealed)],
  ['another key', (sealed) => unseal({ ...lin, key: Buffer.alloc(32, 8) }, 'message', sealed)],
  ['a changed end', (sealed) => unseal(lin, 'message', `${sealed.slice(0, -3)}AAA`)],
  ['the plain text', () => unseal(lin, 'message', Buffer.from(ID).toString('base64url'))],
  ['nothing', () => unseal(lin, 'message', '')],
])('a seal does not open for %s', (_name, open) => {
  expect(open(seal(lin, 'message', ID))).toBeNull();
});
