import { Text } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { monotonicMs } from '@/platform/monotonic-clock';
import { countdownText, nextTickMs } from '../native/countdown/countdown-text';

interface CountdownTwinProps {
  leftMs: number;
  onFinish?: (() => void) | undefined;
}

/** Stands in for the native countdown on H5 and behaves the same. */
export function CountdownTwin({ leftMs, onFinish }: CountdownTwinProps) {
  const [text, setText] = useState(() => countdownText(leftMs));
  const finish = useRef(onFinish);
  finish.current = onFinish;

  useEffect(() => {
    const deadline = monotonicMs() + leftMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const left = deadline - monotonicMs();
      setText(countdownText(left));
      if (left > 0) timer = setTimeout(tick, nextTickMs(left));
      else if (leftMs > 0) finish.current?.();
    };
    tick();
    return () => clearTimeout(timer);
  }, [leftMs]);

  return <Text className="countdown">{text}</Text>;
}
