import { act, renderHook, waitFor } from '@testing-library/react';
import { TuankaError } from '@contracts/errors';
import { cacheSlot } from '@/platform/cache';
import { useCall } from './use-call';

const isText = (value: unknown): value is string => typeof value === 'string';
const slot = cacheSlot('call-test', isText);

it('loads, then is ready', async () => {
  const { result } = renderHook(() => useCall(async () => 'data'));
  expect(result.current.state.status).toBe('loading');
  await act(() => result.current.reload());
  expect(result.current.state).toMatchObject({ status: 'ready', snapshot: { data: 'data', stale: false } });
});

it('shows the cached answer first and keeps it when the network is gone', async () => {
  slot.write('yesterday');
  const { result } = renderHook(() => useCall(() => Promise.reject(new TuankaError('offline')), slot));
  expect(result.current.state).toMatchObject({
    status: 'ready',
    snapshot: { data: 'yesterday', stale: true },
  });
  await act(() => result.current.reload());
  expect(result.current.state).toMatchObject({ status: 'ready', snapshot: { data: 'yesterday' } });
  expect(result.current.state).toMatchObject({ problem: { code: 'offline' } });
});

it('ignores a cache that was written by something else', () => {
  cacheSlot('call-test', (value): value is number => typeof value === 'number').write(7);
  const { result } = renderHook(() => useCall(async () => 'data', slot));
  expect(result.current.state.status).toBe('loading');
});

it('fails when there is nothing to show, and a retry loads again', async () => {
  let online = false;
  const load = () => (online ? Promise.resolve('data') : Promise.reject(new TuankaError('offline')));
  const { result } = renderHook(() => useCall(load));
  await act(() => result.current.reload());
  expect(result.current.state).toMatchObject({ status: 'failed', error: { code: 'offline' } });
  online = true;
  await act(() => result.current.reload());
  expect(result.current.state).toMatchObject({ status: 'ready' });
});

it('drops an answer that a later load has overtaken', async () => {
  const answers: ((data: string) => void)[] = [];
  const { result } = renderHook(() => useCall(() => new Promise<string>((resolve) => answers.push(resolve))));
  act(() => {
    void result.current.reload();
    void result.current.reload();
  });
  act(() => answers[1]?.('new'));
  await waitFor(() => expect(result.current.state).toMatchObject({ snapshot: { data: 'new' } }));
  await act(async () => answers[0]?.('old'));
  expect(result.current.state).toMatchObject({ snapshot: { data: 'new' } });
});
