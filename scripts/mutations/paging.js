/** CP: storage of the machines. */
export const paging = [
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
		from: 'this.storage.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);',
		to: '',
		tests: ['cp/machine/paging'],
	},
];
