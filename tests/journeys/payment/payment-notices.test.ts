import { createDecipheriv, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import { fen } from '@contracts/primitives/fen';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import type { LocalCloud } from '../../../local/server';
import { PAY_MERCHANT, payKeys, RETRY_AFTER_MS } from '../../../local/wechat/pay';
import {
  billOf,
  ONE_FIRST_PAYMENT,
  payInWechat,
  paymentFacts,
  prepareInWechat,
  sendNotice,
} from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** The next sweep, whatever WeChat still wants to deliver before it. */
async function sweep(cloud: LocalCloud): Promise<void> {
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await cloud.runTimers();
}

describe('a payment notice counts once', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

  it('ten at once, each with its own signature', async () => {
    cloud.wechat.pay.setPolicy({ copies: 10 });
    await payInWechat(lin, await billOf(cloud, 3000));
    await sweep(cloud);
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
  });

  it('again after the order was confirmed', async () => {
    await payInWechat(lin, await billOf(cloud, 3000));
    await sweep(cloud);
    expect(await sendNotice(cloud.wechat.pay.noticeRequest(0))).toEqual({ status: 204, text: '' });
    await sweep(cloud);
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
  });

  it('five hours late, after the query found the payment', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: 5 * HOUR_MS });
    await payInWechat(lin, await billOf(cloud, 3000));
    await sweep(cloud);
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
    cloud.moveClock(cloud.clock.now() + 5 * HOUR_MS);
    await cloud.runTimers();
    expect(cloud.wechat.pay.state.notices).toMatchObject([{ state: 'accepted' }]);
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
  });

  it('before the client’s own answer, together with its confirmation', async () => {
    const orderId = await billOf(cloud, 3000);
    const sheet = await prepareInWechat(lin, orderId);
    await lin.paySheet(sheet);
    await Promise.all([1, 2, 3].map(() => lin.payment.confirm({ orderId })));
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
  });

  it('refund and payment notices in the wrong order', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: 10 * MINUTE_MS, reversed: true });
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(3000), reason: '缺货' });
    await cloud.wechat.pay.deliverDue();
    cloud.moveClock(cloud.clock.now() + 30 * MINUTE_MS);
    await cloud.runTimers();
    expect(paymentFacts(cloud)).toMatchObject({
      orders: [{ refundedFen: 3000, refundingFen: 0 }],
      refunds: [{ status: 'succeeded' }],
      claims: ['withdrawn'],
    });
  });

  it('a base64 body is decoded before its signature is checked', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: HOUR_MS });
    await payInWechat(lin, await billOf(cloud, 3000));
    const { url, body, headers } = cloud.wechat.pay.noticeRequest(0);
    const binary = { ...headers, 'content-type': 'application/octet-stream' };
    expect(await sendNotice({ url, body, headers: binary })).toMatchObject({ status: 204 });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid' }]);
  });

  it('WeChat comes again on its schedule while the function fails, and then no more', async () => {
    cloud.faults.apply({ target: 'function', name: 'payment-notify', kind: 'drop-before', times: 3 });
    await payInWechat(lin, await billOf(cloud, 3000));
    for (const wait of RETRY_AFTER_MS.slice(0, 3)) {
      expect(cloud.wechat.pay.state.notices).toMatchObject([{ state: 'waiting' }]);
      cloud.moveClock(cloud.clock.now() + wait);
      await cloud.wechat.pay.deliverDue();
    }
    expect(cloud.wechat.pay.state.notices).toMatchObject([{ state: 'accepted', attempts: 4 }]);
    expect(RETRY_AFTER_MS.reduce((sum, wait) => sum + wait, 0)).toBe(24 * HOUR_MS + 4 * MINUTE_MS);
  });

  it('money for an order that ended is given back whole', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    cloud.wechat.pay.setPolicy({ delayMs: HOUR_MS });
    const environment = cloud.database.environment(cloud.env);
    await environment.update('orders', {
      filter: {},
      modifier: { $set: { status: 'cancelled' } },
      multi: true,
    });
    const sheet = { prepayId: [...cloud.wechat.pay.state.transactions.values()][0]!.prepayId };
    const paid = await fetch(`${cloud.url}/local/wechat/pay`, {
      method: 'POST',
      body: JSON.stringify({ ...sheet, openid: lin.identity.openid, outcome: 'paid' }),
    });
    expect(await paid.json()).toEqual({ errMsg: 'requestPayment:ok' });
    expect(await sendNotice(cloud.wechat.pay.noticeRequest(0))).toMatchObject({ status: 204 });
    cloud.wechat.pay.setPolicy({ delayMs: 0 });
    await sweep(cloud);
    expect(paymentFacts(cloud)).toMatchObject({
      orders: [{ status: 'cancelled' }],
      payments: [{ status: 'succeeded', surplus: true }],
      refunds: [{ status: 'succeeded', amountFen: 3000 }],
      claims: [],
    });
  });
});

describe('a notice that is not WeChat’s, or not about our payment, changes nothing', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    cloud.wechat.pay.setPolicy({ delayMs: HOUR_MS });
    await payInWechat(phoneOf(cloud, 'shopper-lin'), await billOf(cloud, 3000));
  });
  afterAll(() => cloud.close());

  type Request = ReturnType<LocalCloud['wechat']['pay']['noticeRequest']>;
  const withHeader = (request: Request, name: string, value: string) => ({
    ...request,
    headers: { ...request.headers, [`Wechatpay-${name}`]: value },
  });
  /** A notice WeChat itself would sign, about something else. */
  function signedAbout(change: object): Request {
    const { notices } = cloud.wechat.pay.state;
    const notice = notices[0]!;
    notices.push({
      ...notice,
      id: 'EV-bent',
      resource: JSON.stringify({ ...JSON.parse(notice.resource), ...change }),
    });
    const request = cloud.wechat.pay.noticeRequest(-1);
    notices.pop();
    return request;
  }
  const old = () => {
    const request = cloud.wechat.pay.noticeRequest(0);
    const timestamp = String(Math.floor(cloud.clock.now() / 1000) - 301);
    const message = `${timestamp}\n${request.headers['Wechatpay-Nonce']}\n${request.body}\n`;
    const id = 'PUB_KEY_ID_0119000000012026010100000001';
    const signature = sign('RSA-SHA256', Buffer.from(message), payKeys().platform[id].privateKey).toString(
      'base64',
    );
    return withHeader(
      withHeader(withHeader(request, 'Timestamp', timestamp), 'Serial', id),
      'Signature',
      signature,
    );
  };

  const bent: Record<string, () => Request> = {
    'forged signature': () => withHeader(cloud.wechat.pay.noticeRequest(0), 'Signature', 'AAAA'),
    'signature probe': () =>
      withHeader(cloud.wechat.pay.noticeRequest(0), 'Signature', 'WECHATPAY/SIGNTEST/xyz'),
    'changed body': () => {
      const request = cloud.wechat.pay.noticeRequest(0);
      return { ...request, body: request.body.replace('EV-', 'EW-') };
    },
    'signed by the merchant’s own key': () => {
      const request = cloud.wechat.pay.noticeRequest(0);
      const message = `${request.headers['Wechatpay-Timestamp']}\n${request.headers['Wechatpay-Nonce']}\n${request.body}\n`;
      const signature = sign('RSA-SHA256', Buffer.from(message), payKeys().merchant.privateKey).toString(
        'base64',
      );
      return withHeader(request, 'Signature', signature);
    },
    'unknown serial': () => withHeader(cloud.wechat.pay.noticeRequest(0), 'Serial', 'PUB_KEY_ID_unknown'),
    'a serial that is a property of every object': () =>
      withHeader(cloud.wechat.pay.noticeRequest(0), 'Serial', 'constructor'),
    'the other key’s serial': () => {
      const request = cloud.wechat.pay.noticeRequest(0);
      const [a, b] = Object.keys(payKeys().platform);
      return withHeader(request, 'Serial', request.headers['Wechatpay-Serial'] === a ? b! : a!);
    },
    'timestamp five minutes and a second old': old,
    'timestamp that is no number': () => withHeader(cloud.wechat.pay.noticeRequest(0), 'Timestamp', 'now'),
    'wrong amount': () => signedAbout({ amount: { total: 1, currency: 'CNY' } }),
    'another currency': () => signedAbout({ amount: { total: 3000, currency: 'USD' } }),
    'another merchant': () => signedAbout({ mchid: '1900000002' }),
    'another mini-program': () => signedAbout({ appid: 'wx0000000000000002' }),
    'unknown order': () => signedAbout({ out_trade_no: 'pay_00000000000000000000000000' + '01' }),
    'no order number of ours': () => signedAbout({ out_trade_no: 'something' }),
  };

  it.each(Object.keys(bent))('%s', async (name) => {
    const before = JSON.stringify([documentsOf(cloud, 'orders'), documentsOf(cloud, 'payments')]);
    const answer = await sendNotice(bent[name]!());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'FAIL' });
    expect(JSON.stringify([documentsOf(cloud, 'orders'), documentsOf(cloud, 'payments')])).toBe(before);
  });

  it('the untouched notice is still accepted afterwards', async () => {
    expect(await sendNotice(cloud.wechat.pay.noticeRequest(0))).toEqual({ status: 204, text: '' });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid' }]);
  });
});

const encrypted = z.object({
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string() }),
});

describe('signatures, checked with node’s own crypto', () => {
  it('notices verify under the public key and the certificate, and decrypt under the APIv3 key', async () => {
    const cloud = await startJourney();
    await payInWechat(phoneOf(cloud, 'shopper-lin'), await billOf(cloud, 3000));
    const seen = new Set<string>();
    for (let delivery = 0; delivery < 4; delivery += 1) {
      const { headers, body } = cloud.wechat.pay.noticeRequest(0);
      const keyId = headers['Wechatpay-Serial'];
      const { pem } = payKeys().platform[keyId];
      const key = pem.includes('CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
      const message = `${headers['Wechatpay-Timestamp']}\n${headers['Wechatpay-Nonce']}\n${body}\n`;
      expect(
        verify(
          'RSA-SHA256',
          Buffer.from(message),
          key,
          Buffer.from(headers['Wechatpay-Signature'], 'base64'),
        ),
      ).toBe(true);
      seen.add(keyId);
      const { resource } = encrypted.parse(JSON.parse(body));
      const bytes = Buffer.from(resource.ciphertext, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', PAY_MERCHANT.apiV3Key, resource.nonce);
      decipher.setAAD(Buffer.from(resource.associated_data));
      decipher.setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString(
        'utf8',
      );
      expect(JSON.parse(plain)).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 3000 } });
    }
    expect(seen.size).toBe(2);
    expect(
      new X509Certificate(payKeys().platform['5157F09EFDC096DE15EBE81A47057A7200000001'].pem).serialNumber,
    ).toBe('5157F09EFDC096DE15EBE81A47057A7200000001');
    await cloud.close();
  });

  it('the pay sheet is signed over appId, timeStamp, nonceStr and package', async () => {
    const cloud = await startJourney();
    const sheet = await prepareInWechat(phoneOf(cloud, 'shopper-lin'), await billOf(cloud, 3000));
    const message = `${sheet.appId}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`;
    const { publicKey } = payKeys().merchant;
    expect(verify('RSA-SHA256', Buffer.from(message), publicKey, Buffer.from(sheet.paySign, 'base64'))).toBe(
      true,
    );
    expect(await phoneOf(cloud, 'shopper-lin').paySheet({ ...sheet, nonceStr: 'other' })).toMatch('签名失败');
    await cloud.close();
  });
});
