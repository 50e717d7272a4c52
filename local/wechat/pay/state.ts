import * as z from 'zod';

/** What WeChat Pay remembers. Amounts in fen, times in epoch milliseconds. */
const transactionSchema = z.object({
  appid: z.string(),
  mchid: z.string(),
  outTradeNo: z.string(),
  description: z.string(),
  totalFen: z.number(),
  openid: z.string(),
  notifyUrl: z.string(),
  expiresAt: z.number(),
  prepayId: z.string(),
  state: z.enum(['NOTPAY', 'SUCCESS', 'CLOSED', 'REFUND']),
  transactionId: z.string().nullable(),
  paidAt: z.number().nullable(),
});

const refundSchema = z.object({
  refundId: z.string(),
  outRefundNo: z.string(),
  outTradeNo: z.string(),
  amountFen: z.number(),
  reason: z.string().nullable(),
  notifyUrl: z.string().nullable(),
  status: z.enum(['PROCESSING', 'SUCCESS', 'ABNORMAL', 'CLOSED']),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
});

const noticeSchema = z.object({
  id: z.string(),
  url: z.string(),
  eventType: z.string(),
  /** The plain resource, JSON; encrypted anew for every delivery. */
  resource: z.string(),
  createdAt: z.number(),
  dueAt: z.number(),
  attempts: z.number(),
  state: z.enum(['waiting', 'accepted', 'given_up']),
});

/** How notices behave until told otherwise. */
const policySchema = z.object({
  /** From the event to the first delivery. */
  delayMs: z.number().nonnegative(),
  /** Each delivery is sent so many times at once. */
  copies: z.number().int().min(1),
  /** Of notices due together, the latest goes first. */
  reversed: z.boolean(),
  /** What becomes of refunds. */
  refundOutcome: z.enum(['SUCCESS', 'ABNORMAL', 'CLOSED']),
});

export const paySnapshotSchema = z.object({
  serial: z.number(),
  transactions: z.array(z.tuple([z.string(), transactionSchema])),
  refunds: z.array(z.tuple([z.string(), refundSchema])),
  notices: z.array(noticeSchema),
  policy: policySchema,
});

export type PayTransaction = z.infer<typeof transactionSchema>;
export type PayRefund = z.infer<typeof refundSchema>;
export type PayNotice = z.infer<typeof noticeSchema>;
export type NoticePolicy = z.infer<typeof policySchema>;
export const noticePolicyChange = policySchema.partial();

export interface PayState {
  /** Numbers prepays, transactions, refunds and notices. */
  serial: number;
  transactions: Map<string, PayTransaction>;
  refunds: Map<string, PayRefund>;
  notices: PayNotice[];
  policy: NoticePolicy;
}

export const emptyPayState = (): PayState => ({
  serial: 0,
  transactions: new Map(),
  refunds: new Map(),
  notices: [],
  policy: { delayMs: 0, copies: 1, reversed: false, refundOutcome: 'SUCCESS' },
});

export const paySnapshot = (state: PayState): z.input<typeof paySnapshotSchema> => ({
  ...state,
  transactions: [...state.transactions],
  refunds: [...state.refunds],
});

export const payStateFrom = (snapshot: z.output<typeof paySnapshotSchema>): PayState => ({
  ...snapshot,
  transactions: new Map(snapshot.transactions),
  refunds: new Map(snapshot.refunds),
});
