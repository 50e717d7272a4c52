import type { PushId } from '@contracts/primitives/ids';
import { instant } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { phoneOf, type Phone } from '../../stage/stage';

export const text = { title: '周六会员日', body: '本周六会员全场 95 折' };
/** An audience that leaves nobody out. */
export const everybody = {
  cardPlanIds: [],
  cardExpiresWithinDays: null,
  couponsExpireWithinDays: null,
  leaderIds: [],
  storeIds: [],
  pointsAtLeast: null,
  tags: [],
  paidWithinDays: null,
  notPaidForDays: null,
  joinedFrom: null,
  joinedTo: null,
};

export const campaign = (sendAt: number | null = null) => ({
  kind: 'campaign' as const,
  audience: everybody,
  text,
  sendAt: sendAt === null ? null : instant(sendAt),
});

/** Pushes as the operator of the scene makes them. */
export function pushStage(scene: () => { cloud: LocalCloud; operator: Phone }) {
  const shopper = (number: number) =>
    phoneOf(scene().cloud, { openid: `oShopper-${number}`, appid: DEMO_APPID });
  async function joinAll(count: number): Promise<Phone[]> {
    const phones = Array.from({ length: count }, (_, number) => shopper(number));
    for (const phone of phones) await phone.member.join({ leaderCode: null, phoneCode: null });
    return phones;
  }
  async function preview(id: PushId) {
    for (;;) {
      const { push } = await scene().operator.message.previewPush({ pushId: id });
      if (push.preview.complete) return push;
    }
  }
  async function ready(input: Parameters<Phone['message']['createPush']>[0] = campaign()) {
    const { push } = await scene().operator.message.createPush(input);
    return preview(push.id);
  }
  const submit = (pushId: PushId, confirmRepeat = false) =>
    scene().operator.message.submitPush({ pushId, confirmRepeat });
  const read = async (pushId: PushId) => (await scene().operator.message.readPush({ pushId })).push;
  async function sweepAt(at: number): Promise<void> {
    scene().cloud.moveClock(at);
    await scene().cloud.triggerTimers();
  }
  return { shopper, joinAll, preview, ready, submit, read, sweepAt };
}
