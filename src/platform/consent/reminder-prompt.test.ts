import { promptOutcome } from './reminder-prompt';

describe('the answers to a subscription prompt', () => {
  it('keeps the templates that were asked for and counts what was accepted', () => {
    const raw = { errMsg: 'ok', a: 'accept', b: 'reject', c: 'acceptWithAudio', other: 'accept' };
    expect(promptOutcome(raw, ['a', 'b', 'c'])).toEqual({
      kind: 'answered',
      answers: { a: 'accept', b: 'reject', c: 'acceptWithAudio' },
      accepted: 2,
    });
  });

  it.each([null, 'ok', { errMsg: 'ok' }, { a: 'something new' }])('is unavailable for %j', (raw) => {
    expect(promptOutcome(raw, ['a'])).toEqual({ kind: 'unavailable' });
  });
});
