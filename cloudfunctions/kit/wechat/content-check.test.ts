import { readPictureVerdict } from './content-check';

describe('what became of a picture', () => {
  const event = { Event: 'wxa_media_check', trace_id: 't1', result: { suggest: 'pass', label: 100 } };
  it.each([
    ['pass', 'passes'],
    ['review', 'doubtful'],
    ['risky', 'refused'],
    ['a word of tomorrow', 'refused'],
  ])('%s: %s', (suggest, verdict) =>
    expect(readPictureVerdict({ ...event, result: { suggest } })).toEqual({ traceId: 't1', verdict }),
  );
  it.each([{ Event: 'subscribe' }, { ...event, trace_id: '' }, { ...event, result: undefined }, null])(
    '%j is another event',
    (raw) => expect(readPictureVerdict(raw)).toBeNull(),
  );
});
