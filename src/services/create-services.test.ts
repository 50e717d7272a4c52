import { createServices } from './create-services';
import type { FunctionCall } from './client';

function recorded() {
  const calls: FunctionCall[] = [];
  const services = createServices(async (call) => {
    calls.push(call);
    return { ok: true, data: {} };
  });
  return { calls, services };
}

describe('the services', () => {
  it('call the operation of the area they are named after', async () => {
    const { calls, services } = recorded();
    await services.card.readMine({});
    expect(calls.map(({ name, data }) => [name, data.op, data.input])).toEqual([['card', 'readMine', {}]]);
  });

  it('give the same function each time, so that a page may depend on it', () => {
    const { services } = recorded();
    expect(services.coupon.listMine).toBe(services.coupon.listMine);
    expect(services.coupon.listMine).not.toBe(services.coupon.redeem);
  });

  it('can be awaited without being mistaken for a promise', async () => {
    const { calls, services } = recorded();
    expect(await Promise.resolve(services.coupon)).toBe(services.coupon);
    expect(calls).toEqual([]);
  });
});
