import { readWechatEvent } from './read-wechat-event';

const event = (Event: string, more: object) => ({
  ToUserName: 'gh_1',
  FromUserName: 'oLin-1',
  CreateTime: '1795000000',
  MsgType: 'event',
  Event,
  ...more,
});
const item = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '0' };

describe('WeChat’s pushed events about messages', () => {
  it.each([
    ['a list, as JSON', { List: [item] }],
    ['a single object, as JSON', { List: item }],
    ['inside its own element, as XML', { SubscribeMsgPopupEvent: { List: [item] } }],
    ['a single one inside its own element', { SubscribeMsgPopupEvent: { List: item } }],
  ])('a prompt answered: %s', (_name, more) => {
    expect(readWechatEvent(event('subscribe_msg_popup_event', more))).toMatchObject({
      name: 'popup',
      openId: 'oLin-1',
      createdSeconds: 1_795_000_000,
      items: [{ TemplateId: 't1', SubscribeStatusString: 'accept' }],
    });
  });

  it('a message that was handed over or not', () => {
    const sent = { TemplateId: 't1', MsgID: 17, ErrorCode: '43101', ErrorStatus: 'user refuse' };
    expect(readWechatEvent(event('subscribe_msg_sent_event', { List: [sent] }))).toMatchObject({
      name: 'sent',
      items: [{ MsgID: '17', ErrorCode: 43101 }],
    });
    expect(
      readWechatEvent(event('TEMPLATESENDJOBFINISH', { MsgID: 9, Status: 'failed:user block' })),
    ).toMatchObject({ name: 'job_finished', job: { messageId: '9', status: 'failed:user block' } });
  });

  it.each([
    ['another event', event('subscribe', {})],
    ['a name of the language', event('toString', {})],
    ['no event at all', 'nonsense'],
    ['an openid that is none', { ...event('subscribe_msg_popup_event', {}), FromUserName: 'a b' }],
  ])('%s is not ours', (_name, raw) => expect(readWechatEvent(raw)).toBeNull());
});
