import type { ConsoleUser } from '@contracts/console/console-session';
import { createContext, useContext } from 'react';

export const UserContext = createContext<ConsoleUser | null>(null);

/** Who works here: a page stands inside the frame of somebody who is signed in. */
export function useUser(): ConsoleUser {
  const user = useContext(UserContext);
  if (!user) throw new Error('nobody is signed in around this page');
  return user;
}
