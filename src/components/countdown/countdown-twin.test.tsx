import { act, render, screen } from '@testing-library/react';
import { CountdownTwin } from './countdown-twin';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

it('ticks down and says once that it has run out', () => {
  const onFinish = jest.fn();
  render(<CountdownTwin leftMs={2000} onFinish={onFinish} />);
  expect(screen.getByText('2秒')).toBeInTheDocument();
  pass(1000);
  expect(screen.getByText('1秒')).toBeInTheDocument();
  pass(1000);
  expect(screen.getByText('已到期')).toBeInTheDocument();
  pass(60_000);
  expect(onFinish).toHaveBeenCalledTimes(1);
});

it('starts again from a new answer of the server', () => {
  const { rerender } = render(<CountdownTwin leftMs={2000} />);
  rerender(<CountdownTwin leftMs={60_000} />);
  expect(screen.getByText('1分00秒')).toBeInTheDocument();
});

it('does not announce the end of a coupon that was over from the start', () => {
  const onFinish = jest.fn();
  render(<CountdownTwin leftMs={0} onFinish={onFinish} />);
  pass(5000);
  expect(onFinish).not.toHaveBeenCalled();
});
