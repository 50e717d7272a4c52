import { renderHook } from '@testing-library/react';
import { useRequestId } from './use-request-id';

/** A form whose answer was lost and whose amount is edited then asks for something else: it is another request. */
describe('the id of what a form asks for', () => {
  const ten = { amountFen: 1000, reason: '缺货' };
  const twenty = { ...ten, amountFen: 2000 };

  it('is the same for the same wish, drawn anew or not, and another once the wish changes', () => {
    const { result, rerender } = renderHook(() => useRequestId());
    const first = result.current.idFor(ten);
    rerender();
    expect(result.current.idFor({ ...ten })).toBe(first);
    const edited = result.current.idFor(twenty);
    expect(edited).not.toBe(first);
    // Edited back it is not the first request again, whose answer nobody waits for any more.
    expect([first, edited]).not.toContain(result.current.idFor(ten));
  });

  it('is another for the same wish once it was answered', () => {
    const { result } = renderHook(() => useRequestId());
    const first = result.current.idFor(ten);
    result.current.done();
    expect(result.current.idFor(ten)).not.toBe(first);
  });
});
