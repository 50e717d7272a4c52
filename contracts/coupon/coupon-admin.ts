import * as z from 'zod';
import { couponChannel, couponLimits, couponTerms, couponValidity, packItem } from './coupon-terms';
import { wrongCodeLimit } from '../limit';
import { operation } from '../operation';
import {
  cardNumber,
  couponId,
  couponPackId,
  couponTemplateId,
  cursor,
  errorCode,
  instant,
  memberId,
} from '../values';
import { shown } from '../text-marks';

const reason = shown(z.string().trim().min(2).max(100));

const templateStatus = z.enum(['draft', 'published', 'paused', 'ended']);
export type TemplateStatus = z.output<typeof templateStatus>;

const templateView = z.object({
  templateId: couponTemplateId,
  /** Sent back with a change: a change made meanwhile is not overwritten. */
  version: z.int().positive(),
  terms: couponTerms,
  validity: couponValidity,
  limits: couponLimits,
  collectable: z.boolean(),
  status: templateStatus,
  /** Of a limited total; null without one. `issued + left` is the total. */
  stock: z.object({ issued: z.int().nonnegative(), left: z.int().nonnegative() }).nullable(),
});
export type TemplateView = z.output<typeof templateView>;

const packView = z.object({
  packId: couponPackId,
  /** Grows with every change: an edit names the one it was opened with. */
  version: z.int().positive(),
  name: z.string(),
  channel: couponChannel,
  items: z.array(packItem),
  status: z.enum(['draft', 'published', 'ended']),
});
export type PackView = z.output<typeof packView>;

/** Which coupons a change is about: some by id, or all of a template that are still to be used. */
const couponSelection = z.union([
  z.object({ couponIds: z.array(couponId).min(1).max(100) }),
  z.object({ templateId: couponTemplateId }),
]);
export type CouponSelection = z.output<typeof couponSelection>;

/** What is given by hand, and why. */
const gift = { templateId: couponTemplateId, quantity: z.int().min(1).max(10), reason };

const batchOutput = z.object({
  /** Changed by this call. */
  changed: z.int().nonnegative(),
  /** Left as they are: used, given away, held by an order. */
  kept: z.int().nonnegative(),
  /** Call again with it until it is null. */
  nextCursor: cursor,
});

export const couponAdminOperations = {
  /** Newest last, by id. */
  listTemplates: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ templates: z.array(templateView), nextCursor: cursor }),
  }),
  /** One of them, to be edited. Refuses `coupon_template_not_found`. */
  readTemplate: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ templateId: couponTemplateId }),
    output: z.object({ template: templateView, now: instant }),
  }),
  /**
   * Writes a template: a new draft, or the next version of one. Coupons and packs keep the terms they were made with.
   * Refuses `coupon_template_not_found`, `coupon_template_changed`, `coupon_limits_fixed`, `coupon_member_limit_missing`.
   */
  saveTemplate: operation({
    actor: 'operator',
    idempotency: {
      decidedBy: 'couponTemplates/tpl_<of request id>, or the version that was read',
      byRequest: true,
    },
    input: z.object({
      /** Null: a new one. */
      edit: z.object({ templateId: couponTemplateId, version: z.int().positive() }).nullable(),
      /** A new template gets an id of its own, whatever stands here. */
      terms: couponTerms,
      validity: couponValidity,
      limits: couponLimits,
      collectable: z.boolean(),
      /** What everybody takes by themselves has a limit per member, or says that it has none. */
      noMemberLimit: z.boolean().default(false),
    }),
    output: z.object({ template: templateView }),
  }),
  /** Publishes, pauses or ends a template. Refuses `coupon_template_not_found`, `coupon_not_open` once it has ended. */
  setTemplateStatus: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'couponTemplates/<id>.status: the same status again changes nothing' },
    input: z.object({
      templateId: couponTemplateId,
      status: z.enum(['published', 'paused', 'ended']),
      reason,
    }),
    output: z.object({ template: templateView }),
  }),
  /** By id, and on every page what each occasion gives now. */
  listPacks: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      packs: z.array(packView),
      given: z.array(packView.pick({ packId: true, name: true, channel: true })),
      nextCursor: cursor,
    }),
  }),
  /** One of them, to be edited. Refuses `coupon_pack_not_found`. */
  readPack: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ packId: couponPackId }),
    output: z.object({ pack: packView }),
  }),
  /**
   * Writes a pack from published templates, with their terms of this moment. A published pack of a channel replaces the
   * one before, which is named as it was seen. Refuses `coupon_template_not_found`, `coupon_not_open`, `coupon_pack_not_found`,
   * `coupon_too_many` for more than one transaction holds, `rule_changed_meanwhile` when somebody else changed it since it was opened,
   * or chose another pack for the channel, `coupon_pack_promised` for another name or content of a gift of the member charter.
   */
  savePack: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'couponPacks/pack_<of request id>, or the pack edited', byRequest: true },
    input: z.object({
      packId: couponPackId.nullable(),
      /** The version that was opened; null: a new one. */
      basedOn: z.int().positive().nullable().default(null),
      /** What the channel gives now and would no longer give; null: nothing, or only this one. Where a rule names the pack it is not asked. */
      instead: couponPackId.nullable().default(null),
      name: shown(z.string().trim().min(1).max(20)),
      channel: couponChannel,
      steps: z
        .array(
          z.object({
            templateId: couponTemplateId,
            quantity: z.int().min(1).max(10),
            /** Null: the template's own. */
            validity: couponValidity.nullable(),
          }),
        )
        .min(1)
        .max(20),
      status: z.enum(['draft', 'published', 'ended']),
    }),
    output: z.object({ pack: packView }),
  }),
  /** Gives a member coupons by hand. Refused ones come back with the reason's name. Refuses `owner_frozen`, `own_affair`. */
  issueByHand: operation({
    actor: 'operator',
    limit: wrongCodeLimit,
    idempotency: { decidedBy: 'couponGrants/manual:<member>:<of request id>', byRequest: true },
    input: z.union([
      z.object({ memberId, ...gift }),
      /** By the number on the card. */
      z.object({ cardNumber, ...gift }),
    ]),
    output: z.object({
      issued: z.array(couponId),
      refused: z.array(z.object({ title: z.string(), reason: errorCode })),
    }),
  }),
  /** What revoking or extending would touch: counts of the first thousand, and whether there are more. */
  previewChange: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ selection: couponSelection }),
    output: z.object({
      changeable: z.int().nonnegative(),
      kept: z.int().nonnegative(),
      members: z.int().nonnegative(),
      hasMore: z.boolean(),
      now: instant,
    }),
  }),
  /** Takes unused coupons back; those of frozen members stay. Refuses `owner_frozen` when all that are named are. */
  revokeCoupons: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'coupons/<id>.status: a revoked coupon stays revoked' },
    input: z.object({ selection: couponSelection, reason, cursor }),
    output: batchOutput,
  }),
  /** Makes unused coupons last longer, also those that have run out. Refuses `coupon_never_shortened` for a moment past, `owner_frozen`. */
  extendCoupons: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'coupons/<id>.expiresAt: extending to the same moment changes nothing' },
    input: z.object({ selection: couponSelection, expiresAt: instant, reason, cursor }),
    output: batchOutput,
  }),
};
