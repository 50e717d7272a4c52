import { TuankaError } from '../../../../contracts/errors';
import { decodeCursor, encodeCursor } from './page';

describe('a cursor', () => {
  it.each([
    { value: 0, id: 'a' },
    { value: '满 29 减 5', id: 'cpn_1' },
  ])('%j comes back as it went', (position) => {
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });
  it.each([
    '',
    'x',
    'W10',
    Buffer.from('[{"$gt":""},"a"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('%j is refused', (cursor) => expect(() => decodeCursor(cursor)).toThrow(TuankaError));
});
