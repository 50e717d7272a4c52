import * as z from 'zod';
import { callLimit } from '../limit';
import { operation } from '../operation';
import { MOST_PICTURE_TEXT } from '../primitives/upload-size';
import { HOUR_MS } from '../primitives/time';
import { shown, unshown } from '../text-marks';
import { chinaDate, instant, pointsAmount } from '../values';
import { gender, pictureState, profilePart } from './profile-values';

/** What people call themselves: anything that shows, and nothing that turns the writing around it. */
export const nickname = shown(
  z
    .string()
    .trim()
    .min(1)
    .max(20)
    .regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u, 'no control characters'),
  'profile',
);

const avatarView = z.object({ url: z.string(), state: pictureState.exclude(['leaving']) });

/** What a member may tell of themselves; all of it is their choice. */
export const profileOperations = {
  /** Everything the profile page shows. */
  readDetails: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      nickname: z.string().nullable(),
      gender: gender.nullable(),
      birthday: chinaDate.nullable(),
      /** Until then the birthday cannot be changed; null: it can. */
      birthdayFixedUntil: instant.nullable(),
      avatar: avatarView.nullable(),
      missing: z.array(profilePart),
      /** What a complete profile earns, once; null: nothing. */
      reward: z.object({ points: pointsAmount, isGiven: z.boolean() }).nullable(),
      now: instant,
    }),
  }),
  /** Refuses `birthday_invalid`, `birthday_fixed`. */
  saveDetails: operation({
    actor: 'member',
    limit: callLimit('save_profile', 30, HOUR_MS),
    idempotency: { decidedBy: 'members/<id>: the last choice stands; the points come once per person' },
    input: z.object({
      nickname: nickname.nullable(),
      gender: gender.nullable(),
      birthday: chinaDate.nullable(),
    }),
    output: z.object({ earned: pointsAmount }),
  }),
  /**
   * Takes a picture as the phone read it, puts it where we choose and asks WeChat about it: until its verdict only the
   * member sees it, and the one before stays. Refuses `picture_unfit`, `content_unchecked`.
   */
  saveAvatar: operation({
    actor: 'member',
    limit: callLimit('save_avatar', 10, HOUR_MS),
    idempotency: { decidedBy: 'pictures/pic_<hash of member and request>', byRequest: true },
    input: z.object({
      picture: unshown(
        z
          .string()
          .max(MOST_PICTURE_TEXT)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'),
        'a picture: asked about as one, and hidden until its verdict',
      ),
    }),
    output: z.object({ state: pictureState }),
  }),
  removeAvatar: operation({
    actor: 'member',
    limit: callLimit('save_avatar', 10, HOUR_MS),
    idempotency: { decidedBy: 'members/<id>.profile: what is gone stays gone' },
    input: z.object({}),
    output: z.object({}),
  }),
};
