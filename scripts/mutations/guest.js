/** What a guest has in its storage harms nobody: readers with an end. */
const readers = 'source/guest/bounded/readers.ts';
const storage = 'source/guest/bounded/bounded-storage.ts';

export const guest = [
	{
		rule: 'what a pointer leads to lies in storage',
		file: readers,
		from: 'address % alignment === 0 && storage.contains(address, length)',
		to: 'address % alignment === 0',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'what a pointer leads to is aligned',
		file: readers,
		from: 'address % alignment === 0 && ',
		to: '',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'a chain that comes back to a block ends',
		file: readers,
		from: 'blocks.has(at) || ',
		to: '',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'a chain has an end',
		file: readers,
		from: ' || blocks.size >= most',
		to: '',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'a count has a most',
		file: readers,
		from: '!(count >= 0 && count <= most)',
		to: 'count < 0',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'a table lies in storage with all its entries',
		file: readers,
		from: '\tplaced(storage, address, {...shape, length: count * shape.length});\n',
		to: '',
		tests: ['guest/bounded/readers'],
	},
	{
		rule: 'a resident program\'s storage ends where its machine\'s does',
		file: storage,
		from: 'if (!this.#storage.contains(address, length)) {',
		to: 'if (address < 0) {',
		tests: ['guest/bounded/bounded-storage'],
	},
	{
		rule: 'abends without an end stop their CMS',
		file: 'source/cms/nucleus/recovery.ts',
		from: ' || nucleus.state.abendsInARow > limits.abendsInARow.value',
		to: '',
		tests: ['cms/nucleus/recovery'],
	},
	{
		rule: 'a fault of ours is no abend of the guest\'s',
		file: 'source/cms/nucleus/abend.ts',
		from: '\t\treturn new Abend(abendCode.damaged, routine);\n\t}\n\n\tthrow error;',
		to: '\t}\n\n\treturn new Abend(abendCode.damaged, routine);',
		tests: ['cms/nucleus/recovery'],
	},
];
