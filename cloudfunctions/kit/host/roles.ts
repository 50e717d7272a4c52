import type { ActorKind } from '../../../contracts/operation';

export type Role = Exclude<ActorKind, 'guest' | 'member'>;

export const roles = ['leader', 'clerk', 'operator', 'owner'] as const satisfies readonly Role[];

/** Who may do whose work: an owner everything staff does, an operator what a clerk does. Leading a group is a role of its own. */
const grants: Record<Role, readonly Role[]> = {
  leader: ['leader'],
  clerk: ['clerk'],
  operator: ['operator', 'clerk'],
  owner: ['owner', 'operator', 'clerk'],
};

/** The highest of the roles somebody holds; null: none. */
export const highestRole = (held: readonly Role[]): Role | null =>
  [...roles].reverse().find((role) => held.includes(role)) ?? null;

export const mayActAs = (held: readonly Role[], required: Role): boolean =>
  held.some((role) => grants[role].includes(required));
