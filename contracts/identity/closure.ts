/** How long a member who closes the account may change their mind. */
export const CLOSURE_GRACE_DAYS = 7;
