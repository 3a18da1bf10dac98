/** As server/actions/set-up-staff.ts asks; a test compares the two. */
export const passwordLength = 10;
