/** What no key can ask: a phone, the console or a deployed function is needed. Each with where to look, for the report. */
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
    id: 'timer_delivery',
    assumed: 'each timer function runs every minute',
    how: 'CloudBase console, logs of the timer functions: one line a minute each, with trigger minute',
  },
  {
    id: 'function_limits',
    assumed: 'time limits and memory stand as in each config.json',
    how: 'CloudBase console, configuration of each function, beside the table of npm run deploy -- --plan',
  },
  {
    id: 'unique_index_of_a_missing_field',
    assumed:
      'documents without the field collide in a unique index (every unique field of ours is always there)',
    how: 'CloudBase console: the indexes that dist/collections.json calls unique are unique there',
  },
  {
    id: 'egress_ip',
    assumed: 'functions that call the official account leave by one address that is on its allowlist',
    how: 'npm run doctor after a deployment asks each of these functions; later an alarm wechat_account with 40164 tells',
  },
];
