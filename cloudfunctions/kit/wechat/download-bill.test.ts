import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { chinaDateOf, instant } from '../../../contracts/primitives/time';
import { downloadBill } from './download-bill';
import { PayRefused, WechatUnreachable } from './wechat-error';

const DAY = chinaDateOf(instant(0));
const BILL = '交易时间,公众账号ID\n';
const hashOf = (text: string): string => createHash('sha1').update(text).digest('hex');
const placeOf = (hash: string) => ({
  hash_type: 'SHA1',
  hash_value: hash,
  download_url: 'https://pay.example/file?token=1',
});
const downloaded = (file: unknown, hash = hashOf(BILL)) =>
  downloadBill(async (url) => (url.startsWith('https:') ? file : placeOf(hash)), DAY);

describe('the file of a trade bill', () => {
  it('is what WeChat said it comes to, however it writes that', async () => {
    expect(await downloaded(gzipSync(BILL))).toBe(BILL);
    expect(await downloaded(gzipSync(BILL), hashOf(BILL).toUpperCase())).toBe(BILL);
  });

  it.each([
    ['another file', gzipSync(`${BILL}x`)],
    ['half a file', gzipSync(BILL).subarray(0, 12)],
    ['a file that is not packed', Buffer.from(BILL)],
    ['words', BILL],
  ])('is none when it is %s', async (_, file) => {
    await expect(downloaded(file)).rejects.toBeInstanceOf(WechatUnreachable);
  });

  it.each([
    ['NO_STATEMENT_EXIST', null],
    ['STATEMENT_CREATING', WechatUnreachable],
    ['NO_AUTH', PayRefused],
  ])('%s', async (code, thrown) => {
    const answer = downloadBill(() => Promise.reject(new PayRefused('trade_bill', 400, code)), DAY);
    if (thrown === null) await expect(answer).resolves.toBeNull();
    else await expect(answer).rejects.toBeInstanceOf(thrown);
  });
});
