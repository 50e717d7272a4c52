import * as z from 'zod';
import { shippingState } from '../../../contracts/payment/shipping-values';
import * as v from '../../../contracts/values';
import { documentId } from '../../kit/store/schema/document-id';

/** 发货信息管理 of one order that was paid in WeChat: what WeChat was told, and what it told back. */
export const orderShipping = z.object({
  state: shippingState,
  openId: v.openId
    .nullable()
    .describe('the payer, whom WeChat wants named; null as soon as nothing is to be uploaded any more'),
  tries: z.int().nonnegative().describe('uploads and questions that brought nothing'),
  problem: z.string().nullable().describe('WeChat’s last errcode while it is in the way; null: nothing is'),
  shippedAt: v.instant.nullable().describe('when we knew that WeChat has it'),
  releaseAt: v.instant.nullable().describe('when WeChat expects to release the money, as it told'),
  receivedAt: v.instant.nullable(),
  receivedBy: z
    .enum(['time', 'person'])
    .nullable()
    .describe('who confirmed; null: nobody yet, or WeChat did not say'),
  settledAt: v.instant.nullable(),
});

export const fulfilled = z.object({
  at: v.instant,
  staffId: documentId.nullable().describe('the clerk; null: the person confirmed it'),
  how: z.enum(['scan', 'list', 'person']),
});
