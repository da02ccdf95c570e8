/** What operators have set for the system as a whole (SET of classes A, B and F), as it is after a start. */

export type SystemSettings = {
	/** Virtual machine assist of the processor (SET SASSIST), and CP's (SET CPASSIST); recorded only. */
	sassist: boolean;
	cpassist: boolean;
	/** SET PAGING: pages a second that count as much; recorded only. */
	paging: number;
	/** SET DUMP: where a dump of CP would go, `undefined` = spool space, and how much of storage. */
	dump: {readonly unit: number | undefined; readonly scope: 'CP' | 'ALL'};
	/** Lines of the log message (SET LOGMSG), shown at LOGON. */
	readonly logMessages: string[];
};

export const initialSystemSettings = (): SystemSettings => ({
	sassist: true,
	cpassist: true,
	paging: 16,
	dump: {unit: undefined, scope: 'CP'},
	logMessages: [],
});
