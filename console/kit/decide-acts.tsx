import type { RequestId } from '@contracts/primitives/ids';
import { Flex } from 'antd';
import { ReasonAct } from './reason-act';

interface Words {
  release: string;
  releaseWhat: string;
  deny: string;
  denyWhat: string;
}
interface Props {
  who: string;
  words: Words;
  decide: (counts: boolean, reason: string, requestId: RequestId) => Promise<unknown>;
  onDone: () => void;
}

/** What waits for a decision counts, or does not; either way with a reason. */
export function DecideActs({ who, words, decide, onDone }: Props) {
  return (
    <Flex gap="small">
      <ReasonAct
        label={words.release}
        who={who}
        what={words.releaseWhat}
        submit={(reason, requestId) => decide(true, reason, requestId)}
        onDone={onDone}
      />
      <ReasonAct
        label={words.deny}
        who={who}
        what={words.denyWhat}
        isDanger
        submit={(reason, requestId) => decide(false, reason, requestId)}
        onDone={onDone}
      />
    </Flex>
  );
}
