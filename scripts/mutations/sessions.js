/** CP: what a session owes and is charged for. */
export const sessions = [
	{
		rule: 'LOGOFF makes an accounting record',
		file: 'source/cp/machine/accountant.ts',
		from: 'this.records.push({',
		to: '[].push({',
		tests: ['cp/terminal/terminal-line'],
	},
	{
		rule: 'a slave\'s time is its owner\'s',
		file: 'source/cp/machine/share.ts',
		from: 'return loan && !isSpent(loan) ? loan.lender : chargeTo;',
		to: 'return loan?.lender;',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'CPU time is charged to who used it',
		file: 'source/cp/machine/ledger.ts',
		from: 'part.virtualCpu += paidVirtual;',
		to: '',
		tests: ['cp/machine/intercepts'],
	},
	{
		rule: 'a machine that waits too long for a terminal is logged off',
		file: 'source/cp/sessions.ts',
		from: '\t\t\t\tthis.force(vm);\n',
		to: '',
		tests: ['cp/terminal/virtual-console'],
	},
	{
		rule: 'what CP does for a machine that is reset meanwhile changes nothing',
		file: 'source/cp/diagnose/diagnose.ts',
		from: 'if (vm.loaded.generation === generation && !vm.session.loggedOff) {',
		to: 'if (!vm.session.loggedOff) {',
		tests: ['cp/diagnose/diagnose'],
	},
	{
		rule: 'what an accounting card cuts off comes on the next',
		file: 'source/cp/machine/accounting-card.ts',
		from: 'rest[what] = sum - (count * units[what]);',
		to: 'rest[what] = 0;',
		tests: ['cp/machine/accounting-card'],
	},
	{
		rule: 'rests of accounting cards are limited',
		file: 'source/cp/machine/accounting-card.ts',
		from: 'if (this.#rests.size > limits.accountingRests.value) {',
		to: 'if (this.#rests.size < 0) {',
		tests: ['cp/machine/accounting-card'],
	},
	{
		rule: 'accounting records are limited',
		file: 'source/cp/machine/accountant.ts',
		from: 'this.records.length > limits.accountingRecords.value',
		to: 'this.records.length < 0',
		tests: ['cp/limits'],
	},
];
