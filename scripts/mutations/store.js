/** How the library of SBS lies on its disks. */
export const store = [
	{
		rule: 'a page that was read before others changed the library is not kept as that of after',
		file: 'source/sbs/store/library.ts',
		from: '\tset(key, content) {\n\t\tif (cache.sequence === sequence && cache.isValid) {',
		to: '\tset(key, content) {\n\t\tif (cache.sequence >= 0) {',
		tests: ['sbs/store/shared-library'],
	},
	{
		rule: 'a look at the library that others changed meanwhile is done again',
		file: 'source/sbs/store/library.ts',
		from: 'if (cache.sequence === sequence && cache.isValid) {\n\t\t\t\t\treturn result;',
		to: 'if (looks >= 0) {\n\t\t\t\t\treturn result;',
		tests: ['sbs/store/shared-library'],
	},
	{
		rule: 'pages of the library are none while it changes, so that nobody takes what a dead machine left for pages',
		file: 'source/sbs/store/shared-cache.ts',
		from: 'this.#setWord(\'sequence\', this.sequence | 1);',
		to: '',
		tests: ['sbs/store/shared-library'],
	},
	{
		rule: 'what is stored where pages of the library were is not taken for a page',
		file: 'source/sbs/store/shared-cache.ts',
		from: 'if (crc32(content) !== checksum) {',
		to: 'if (checksum === undefined) {',
		tests: ['sbs/store/shared-library'],
	},
	{
		rule: 'machines change the library one after the other',
		file: 'source/sbs/store/library.ts',
		from: 'return yield * lock ? lock.alone(current) : current();',
		to: 'return yield * current();',
		tests: ['sbs/store/shared-library'],
	},
	{
		rule: 'texts of the library are on the disk before what refers to them',
		file: 'source/sbs/store/library.ts',
		from: '\t\tyield * change.flush();\n\t\tconst changed = change.tree.changed();',
		to: '\t\tconst changed = change.tree.changed();',
		tests: ['sbs/store/library'],
	},
	{
		rule: 'a change of the library that fails, or is refused, leaves its audit lines',
		file: 'source/sbs/store/library.ts',
		from: 'yield * this.#auditAlone(pages, change, true);\n\t\treturn result;',
		to: 'return result;',
		tests: ['sbs/store/library'],
	},
	{
		rule: 'slots that a change frees are taken until it is committed',
		file: 'source/sbs/store/library-change.ts',
		from: 'this.allocation.free(extent.runs);',
		to: 'this.allocation.free(extent.runs);\n\t\tyield * this.allocation.settle();',
		tests: ['sbs/store/library'],
	},
];
