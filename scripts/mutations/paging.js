/** CP: storage of the machines. */
export const paging = [
	{
		rule: 'a page in which the interval timer stepped is written when it goes',
		file: 'source/cp/machine/paging.ts',
		from: ' || content.stepped',
		to: '',
		tests: ['cp/machine/paging'],
	},
	{
		rule: 'a page that changed is written when it goes',
		file: 'source/cp/machine/paging.ts',
		from: 'copy.version !== version',
		to: 'copy.version > version',
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
