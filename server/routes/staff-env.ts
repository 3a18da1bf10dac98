/** What routes behind the login know: who asks. */
export interface StaffEnv {
	Variables: { user: string };
}
