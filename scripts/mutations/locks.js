/** CMS: locks of files on a shared disk. */
export const locks = [
	{
		rule: 'one who updates a file has it alone',
		file: 'source/cms/locks/wait-for.ts',
		from: 'one !== lockMode.share || other !== lockMode.share',
		to: 'one === lockMode.exclusive || other === lockMode.exclusive',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'who asks later does not pass those in line',
		file: 'source/cms/locks/bucket.ts',
		from: 'before.push(wish);',
		to: '',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'a circle of waiting is refused',
		file: 'source/cms/locks/wait-for.ts',
		from: 'if (last === owner) {',
		to: 'if (last === `${owner} `) {',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'what a machine that is gone was changing is finished',
		file: 'source/cms/locks/bucket.ts',
		from: 'this.#storage.store(cellAt(this.#at, intent - 1), content);',
		to: '',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'an intent is there before the cell changes',
		file: 'source/cms/locks/bucket.ts',
		from: 'this.#storage.setWord(this.#at + bucketHead.offset.intent, index + 1);',
		to: '',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'an earlier life of a machine holds nothing',
		file: 'source/cms/locks/lock-table.ts',
		from: 'const told = yield * this.recover(userid);',
		to: 'const told: Released = [];',
		tests: ['cms/locks/lock-table'],
	},
	{
		rule: 'a bucket that somebody changes is left alone',
		file: 'source/cms/locks/bucket.ts',
		from: 'if (holder !== unlatched) {',
		to: 'if (holder > 0xFFFF) {',
		tests: ['cms/locks/lock-table'],
	},
];
