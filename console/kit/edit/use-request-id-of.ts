import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import type { RequestId } from '@contracts/primitives/ids';
import { useRef } from 'react';

/** One id per content, however often it is sent; what is changed after a lost answer is another action. */
export function useRequestIdOf(): (content: unknown) => RequestId {
  const last = useRef<{ content: string; id: RequestId } | null>(null);
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, id: newRequestId() };
    return last.current.id;
  };
}
