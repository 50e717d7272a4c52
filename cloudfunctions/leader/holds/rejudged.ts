import type { Sameness } from '../../kit/person/same-person';
import { OWN_PERSON, unvoided, voided, type Award } from '../team/award';

/**
 * An award whose two are compared again: void when they are one person, and no longer void for that reason when they are not.
 * One that may be the same by a number is held beside this (hold-awards).
 */
export function rejudged(award: Award, sameness: Sameness): Award {
  const isOwn = award.voidedBy.includes(OWN_PERSON);
  if (isOwn === (sameness === 'same')) return award;
  return { ...award, ...(isOwn ? unvoided(award, OWN_PERSON) : voided(award, OWN_PERSON)) };
}
