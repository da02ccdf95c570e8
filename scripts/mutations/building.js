/** Systems of the program library, what is built of them, and what comes from the host. */
export const building = [
	{
		rule: 'a module or deck does not lack an input that went while it was built',
		file: 'source/sbs/building/sources.ts',
		from: 'if (version === 0 || (member && ',
		to: 'if (version >= 0 || (member && ',
		tests: ['sbs/building/gone'],
	},
	{
		rule: 'a system never includes itself',
		file: 'source/sbs/commands/include.ts',
		from: '\tif (circle) {',
		to: '\tif (circle && circle.length > 99) {',
		tests: ['sbs/commands/systems'],
	},
	{
		rule: 'members go into a system by who may do with them what their owners may',
		file: 'source/sbs/commands/include.ts',
		from: '!(yield * may(transaction, context, member, \'OWN\'))',
		to: 'member.name === \'\'',
		tests: ['sbs/commands/systems'],
	},
	{
		rule: 'who may not store a source does not build from it',
		file: 'source/sbs/building/keeping.ts',
		from: '(yield * may(reader, context, member, \'PUT\'))',
		to: 'member.name !== \'\'',
		tests: ['sbs/building/build'],
	},
	{
		rule: 'a build replaces nothing that others stored',
		file: 'source/sbs/building/keeping.ts',
		from: '\tif (!isOurs) {',
		to: '\tif (!isOurs && name === \'\') {',
		tests: ['sbs/building/build'],
	},
	{
		rule: 'an import follows no link out of the folder',
		file: 'source/commands/sbs/tree.ts',
		from: 'count < parts.length ? found?.isDirectory() : found?.isFile()',
		to: 'found !== undefined',
		tests: ['commands/sbs/sbs'],
	},
];
