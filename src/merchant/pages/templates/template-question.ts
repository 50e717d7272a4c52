import type { CouponApi } from '@contracts/coupon/coupon';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { Question } from '@/components/sheet/confirm-sheet';

type Preview = ReturnType<CouponApi['previewChange']>;

/** As the server counted; a larger batch is at least so many. */
const countText = (count: number, { hasMore }: Preview): string =>
  hasMore ? `${count} 以上` : String(count);

export const holdersText = (preview: Preview): string =>
  preview.changeable === 0
    ? '现在没有人手里有没用过的这张券'
    : `现在 ${countText(preview.members, preview)} 位会员手里有 ${countText(preview.changeable, preview)} 张没用过`;

/** Before a template begins or stops being issued. */
export const turningQuestion = (
  { terms, collectable, stock }: TemplateView,
  to: 'published' | 'paused',
): Question =>
  to === 'paused'
    ? {
        title: `暂停发放「${terms.title}」？`,
        lines: [
          collectable ? '领券中心马上看不到它，谁也领不了。' : '入会、首单、活动里不再发它。',
          '已经发出的券照常能用，顾客不会收到消息。可以马上撤销。',
        ],
        yes: '暂停发放',
      }
    : {
        title: `开始发放「${terms.title}」？`,
        lines: [
          collectable ? '会员马上能在领券中心领到。' : '用到它的券包、活动马上开始发。',
          stock === null ? '没有总量限制。' : `一共还能发 ${stock.left} 张。`,
          '发出去的券，条件不能再改严。',
        ],
        yes: '开始发放',
      };

const figureText = (preview: Preview): string | undefined =>
  preview.changeable === 0
    ? undefined
    : `${countText(preview.members, preview)} 位会员，${countText(preview.changeable, preview)} 张券`;

/** Before coupons are taken from people who hold them. */
export const revokingQuestion = (title: string, preview: Preview, reason: string): Question => ({
  title: `收回「${title}」？`,
  figure: figureText(preview),
  lines: [
    preview.changeable === 0 ? '现在没有没用过的券可收。' : '券马上不能用，收回后不能恢复。',
    `被收回的会员都会收到消息，看到原因：${reason}`,
    '已经用掉的不受影响；正在付款单里的，退款时也不再退回。',
  ],
  yes: '收回这些券',
});

export const extendingQuestion = (title: string, preview: Preview, date: string): Question => ({
  title: `延期「${title}」？`,
  figure: figureText(preview),
  lines: [`没用过的券都能用到 ${date} 24:00，已经过期的也一起恢复。`, '只能延长，延了就不能再改短。'],
  yes: `延期到 ${date}`,
});
