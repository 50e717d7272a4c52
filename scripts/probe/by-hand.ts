/** What no program can ask: a phone, the console or real money is needed. Each with where to look, for the report. */
interface HandQuestion {
  id: string;
  assumed: string;
  how: string;
}

export const handQuestions: readonly HandQuestion[] = [
  {
    id: 'adminonly_from_the_mini_program',
    assumed: 'a client that WeChat signed in reads nothing of ours either',
    how: "WeChat DevTools, console of the opened mini-program: wx.cloud.database().collection('members').get() must fail with -502003",
  },
  {
    id: 'files_from_the_mini_program',
    assumed: 'a client that WeChat signed in has no address of a file of ours and puts none',
    how: "WeChat DevTools, console of the opened mini-program, with the File ID of any file of 云存储: wx.cloud.getTempFileURL({ fileList: ['cloud://…'] }) must say STORAGE_EXCEED_AUTHORITY for it, and wx.cloud.uploadFile must fail with it",
  },
  {
    id: 'egress_ip',
    assumed: 'functions that call the official account leave by one address that is on its allowlist',
    how: 'npm run doctor after a deployment asks each of these functions; later an alarm wechat_account with 40164 tells',
  },
  {
    id: 'first_payment',
    assumed:
      'the notice of a real payment opens with the APIv3 key and has the fields we read; its order is shipped, confirmed by itself and settled; so does the notice of its refund',
    how: 'docs/go-live.md, part 6: ¥0.01 is paid and refunded; lines http of payment-notify say accepted, the page of the order says 已提货 and later when it is settled',
  },
  {
    id: 'first_message',
    assumed:
      'a mapped template is accepted with keys like thing1 and values cut as we cut them; events of subscription and delivery come in a shape that is read',
    how: 'docs/go-live.md, part 6: the reminder of a coupon of two hours arrives; 消息记录 shows it as sent, and lines http of wechat-events say accepted. 47003 in 没发成 names a field that is otherwise',
  },
  {
    id: 'first_profile',
    assumed:
      'a phone hands over a nickname and a picture, uploads to the path the server chose, and WeChat pushes its verdict on the picture',
    how: 'docs/go-live.md, part 6: change both under 我的资料; the picture is shown after a moment, and a line http of wechat-events names wxa_media_check',
  },
  {
    id: 'privacy_declared',
    assumed:
      'every kind of data in the privacy guide is declared: otherwise calls fail with errno 112, before consent with 104',
    how: 'docs/go-live.md, part 6: on a phone that never opened the mini-program bind the phone number, save a poster, copy a code, change the nickname',
  },
  {
    id: 'single_page',
    assumed: 'opened from Moments (scene 1154) the landing page shows what needs no login, and no error',
    how: 'share the landing page to Moments on the trial version and open it there',
  },
];
