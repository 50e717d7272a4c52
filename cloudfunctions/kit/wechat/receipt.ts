const MSGID = /"msgid"\s*:\s*"?(\d+)"?/;

/**
 * WeChat's id of a send, as it stands in the answer's text: it exceeds 2^53, and a parsed number would name another message
 * (platform-facts, section 9). Null: the answer names none; the message went out all the same.
 */
export const msgIdIn = (answer: string): string | null => MSGID.exec(answer)?.[1] ?? null;
