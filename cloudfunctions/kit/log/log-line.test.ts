import { logLine, type LogFields } from './log-line';

describe('a log line', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(console, 'log').mockImplementation((line: string) => written.push(line));
  });
  afterEach(() => jest.restoreAllMocks());

  it('is one JSON object, its texts scrubbed', () => {
    logLine('error', 'call', {
      op: 'member.join',
      ms: 3,
      detail: 'taken: openid:wx0123456789abcdef:oSome-1',
    });
    expect(written.map((line): unknown => JSON.parse(line))).toEqual([
      { level: 'error', event: 'call', op: 'member.join', ms: 3, detail: 'taken: openid:…' },
    ]);
  });

  it('shows no text in a field that is not for texts, wherever the fields came from', () => {
    const gathered: LogFields = { nickname: '小林', sent: 3, done: true };
    logLine('info', 'timer', { ...gathered });
    expect(JSON.parse(written[0] ?? '')).toEqual({
      level: 'info',
      event: 'timer',
      nickname: '(no field for texts)',
      sent: 3,
      done: true,
    });
  });

  it('does not compile with a text of another name', () => {
    // @ts-expect-error -- a nickname is no field of the log
    logLine('info', 'call', { nickname: '小林' });
    expect(written).toHaveLength(1);
  });
});
