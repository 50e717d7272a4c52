import * as z from 'zod';

export const gender = z.enum(['female', 'male']);
export type Gender = z.output<typeof gender>;

/** `shown`: WeChat let it pass, others may see it · `waiting`: only the member does · `leaving`: it is being removed. */
export const pictureState = z.enum(['waiting', 'shown', 'leaving']);
export type PictureState = z.output<typeof pictureState>;

/** What counts as a complete profile; a gender is nobody's business and never asked for. */
export const profilePart = z.enum(['nickname', 'avatar', 'birthday']);
export type ProfilePart = z.output<typeof profilePart>;
