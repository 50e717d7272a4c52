import { inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';

/** The files of a zip by their own headers: nothing of ours reads it. */
function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const from = at + 30 + nameLength + archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 30, at + 30 + nameLength);
    files.set(name, inflateRawSync(archive.subarray(from, from + size)).toString('utf8'));
    at = from + size;
  }
  return files;
}

const sheet = z.object({
  worksheet: z.object({
    sheetData: z.object({
      row: z.array(
        z.object({
          c: z.array(
            z.object({
              '@_r': z.string(),
              v: z.coerce.number().optional(),
              is: z.object({ t: z.object({ '#text': z.string() }) }).optional(),
            }),
          ),
        }),
      ),
    }),
  }),
});

/** The rows of an XLSX, by a reader that is not ours. */
export function rowsOfXlsx(content: Buffer) {
  const files = unzipped(content);
  expect([...files.keys()]).toContain('[Content_Types].xml');
  const parser = new XMLParser({
    ignoreAttributes: false,
    alwaysCreateTextNode: false,
    parseTagValue: false,
    isArray: (name) => name === 'c' || name === 'row',
  });
  return sheet.parse(parser.parse(files.get('xl/worksheets/sheet1.xml') ?? '')).worksheet.sheetData.row;
}
