/**
 * Changes that each remove one rule that protects somebody (a right, a lock, an order of writes, a clearing, a limit, a
 * charge), with the tests that must fail then. `from` stands exactly once in `file`. `scripts/mutate.js` runs them.
 */
export const mutations = [
	// SBS: rights and locks.
	{
		rule: 'SBS108E: only the owner of a member stores versions of it',
		file: 'source/sbs/functions/put.ts',
		from: 'owner === user || administrator',
		to: 'true',
		tests: ['sbs/functions/rights'],
	},
	{
		rule: 'an administrator may store anybody\'s member',
		file: 'source/sbs/slave.ts',
		from: 'administrator: profile.administrators.includes(user)',
		to: 'administrator: false',
		tests: ['sbs/functions/rights'],
	},
	{
		rule: 'administrators are those the profile names',
		file: 'source/sbs/slave.ts',
		from: 'administrator: profile.administrators.includes(user)',
		to: 'administrator: true',
		tests: ['sbs/functions/rights'],
	},
	{
		rule: 'the index is locked while it is read and written',
		file: 'source/sbs/data-base.ts',
		from: 'const locked = yield * this.files.lock(indexLock);',
		to: 'const locked: number = 0;',
		tests: ['sbs/functions/rights'],
	},
	{
		rule: 'two who hold a lock at once: the second waits',
		file: 'source/sbs/locks.ts',
		from: 'return queue[0] === machine;',
		to: 'return true;',
		tests: ['sbs/locks'],
	},
	{
		rule: 'a machine that is gone gives up its locks',
		file: 'source/sbs/locks.ts',
		from: 'return [...this.#holders.keys()].map',
		to: 'return [].map',
		tests: ['sbs/locks'],
	},
	{
		rule: 'a slave works for its owner only',
		file: 'source/sbs/slave.ts',
		from: 'arrived.userid !== intermachine.owner || ',
		to: '',
		tests: ['sbs/slave'],
	},
	// EXEC.
	{
		rule: '&GOTO back to the &LOOP line leaves the loop',
		file: 'source/cms/exec/flow.ts',
		from: 'line <= loop.start',
		to: 'line < loop.start',
		tests: ['cms/exec/language'],
	},
	// CMS.
	{
		rule: 'open files are flushed before the next command',
		file: 'source/cms/nucleus/nucleus.ts',
		from: '\t\t\tyield * this.activeFiles.flush();\n',
		to: '',
		tests: ['cms/nucleus/svc/file-functions'],
	},
	{
		rule: 'open files are closed at Ready',
		file: 'source/cms/nucleus/console/terminal-loop.ts',
		from: 'runCommandLine(nucleus, line, tokens);\n\tyield * nucleus.activeFiles.close(\'*\', \'*\', \'*\');',
		to: 'runCommandLine(nucleus, line, tokens);',
		tests: ['cms/nucleus/svc/file-functions'],
	},
	// CP: slaves and intermachine communication.
	{
		rule: 'a slave\'s storage and registers are cleared between its users',
		file: 'source/cp/communication/slaves.ts',
		from: 'slave.reset(true);',
		to: '',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'general registers are cleared between a slave\'s users',
		file: 'source/machine/machine.ts',
		from: 'cpu.gpr.fill(0);',
		to: '',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'floating-point registers are cleared between a slave\'s users',
		file: 'source/machine/machine.ts',
		from: 'cpu.fpr.fill(0);',
		to: '',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'storage and keys are cleared between a slave\'s users',
		file: 'source/machine/machine.ts',
		from: 'cpu.storage.clear();',
		to: '',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'only a creator makes slaves',
		file: 'source/cp/communication/slaves.ts',
		from: 'if (!creator.entry.creator) {',
		to: 'if (creator.entry.creator === null) {',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'nobody but creator and owner touches a slave',
		file: 'source/cp/communication/slaves.ts',
		from: 'if (!isCreator && slave.chargeTo !== vm && !(slave === vm && code === slaveRequest.query)) {',
		to: 'if (code === -1) {',
		tests: ['cp/communication/slaves'],
	},
	{
		rule: 'nobody signals a machine that did not authorize it',
		file: 'source/cp/communication/intermachine.ts',
		from: 'if (!authorization || (!authorization.everybody && !authorization.userids.has(vm.userid))) {',
		to: 'if (!authorization) {',
		tests: ['cp/communication/intermachine'],
	},
	{
		rule: 'nothing moves before both have approved',
		file: 'source/cp/communication/intermachine.ts',
		from: 'if (exchange.approvals[0] && exchange.approvals[1]) {',
		to: 'if (exchange.approvals[0]) {',
		tests: ['cp/communication/intermachine'],
	},
	{
		rule: 'a block longer than the area is not moved',
		file: 'source/cp/communication/intermachine.ts',
		from: 'if (sent.length > received.length) {',
		to: 'if (sent.length < 0) {',
		tests: ['cp/communication/intermachine'],
	},
	{
		rule: 'exchanges of one machine are limited',
		file: 'source/cp/communication/intermachine.ts',
		from: '.length >= limit) {',
		to: '.length >= 100) {',
		tests: ['cp/communication/intermachine'],
	},
	// CP: paging.
	{
		rule: 'page 0 is written whenever it goes',
		file: 'source/cp/machine/paging.ts',
		from: '!kept || page === 0 || kept.version',
		to: '!kept || kept.version',
		tests: ['cp/machine/paging'],
	},
	{
		rule: 'a page that changed is written when it goes',
		file: 'source/cp/machine/paging.ts',
		from: 'kept.version !== storage.version(page)',
		to: 'kept.version > storage.version(page)',
		tests: ['cp/machine/paging'],
	},
	{
		rule: 'a frame is cleared before another machine has it',
		file: 'source/cp/machine/paging.ts',
		from: 'this.host.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);',
		to: '',
		tests: ['cp/machine/paging'],
	},
];
