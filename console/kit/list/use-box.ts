import { useEffect, useRef, useState, type RefObject } from 'react';

/** The height a box has, however it comes by it: a virtual table must be told. */
export function useBox(): [RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(400);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, height];
}
