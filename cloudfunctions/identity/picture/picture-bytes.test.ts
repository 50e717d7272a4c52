import { MOST_PICTURE_BYTES } from '../../../contracts/primitives/upload-size';
import { pictureKind } from './picture-bytes';

describe('what a picture is', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const sized = (length: number) => Buffer.concat([Buffer.from(png), Buffer.alloc(length - png.length)]);
  it.each([
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
    ['a PNG', Buffer.from(png), 'png'],
    ['half of a PNG’s beginning', Buffer.from(png.slice(0, 7)), null],
    ['a page that says it is a picture', Buffer.from('<svg onload="x">'), null],
    ['a GIF', Buffer.from('GIF89a'), null],
    ['nothing', Buffer.alloc(0), null],
    ['as much as we take', sized(MOST_PICTURE_BYTES), 'png'],
    ['a byte more', sized(MOST_PICTURE_BYTES + 1), null],
  ])('%s', (_name, bytes, kind) => expect(pictureKind(bytes)).toBe(kind));
});
