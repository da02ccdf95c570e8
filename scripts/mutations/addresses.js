/** CP: addresses that a machine gives lie in its storage. */
export const addresses = [
	{
		rule: 'STORE stays inside the machine\'s storage',
		file: 'source/cp/commands/store.ts',
		from: 'if (!storage.contains(at, bytes.length)) {',
		to: 'if (at < 0) {',
		tests: ['cp/commands/storage'],
	},
	{
		rule: 'DISPLAY stays inside the machine\'s storage',
		file: 'source/cp/commands/display.ts',
		from: 'if (!storage.contains(first, 1) || !storage.contains(until, 1)) {',
		to: 'if (first < 0) {',
		tests: ['cp/commands/storage'],
	},
	{
		rule: 'DIAGNOSE 08: the command lies in storage',
		file: 'source/cp/diagnose/08-command.ts',
		from: '\t\t\t|| !call.inStorage(address, length)\n',
		to: '',
		tests: ['cp/diagnose/addresses'],
	},
	{
		rule: 'DIAGNOSE 08: a response stays inside storage',
		file: 'source/cp/diagnose/08-command.ts',
		from: 'call.vm.storage.reach(buffer, Math.max(0, Math.min(bytes.length, room)))',
		to: 'Math.max(0, Math.min(bytes.length, room))',
		tests: ['cp/diagnose/addresses'],
	},
	{
		rule: 'DIAGNOSE 18: the channel program lies in storage',
		file: 'source/cp/diagnose/18-dasd-io.ts',
		from: ' || !call.inStorage(call.yAddress, 8)',
		to: '',
		tests: ['cp/diagnose/addresses'],
	},
	{
		rule: 'DIAGNOSE 20: the channel program lies in storage',
		file: 'source/cp/diagnose/20-general-io.ts',
		from: ' || !call.inStorage(call.yAddress, 8)',
		to: '',
		tests: ['cp/diagnose/addresses'],
	},
	{
		rule: 'DIAGNOSE 64: the name lies in storage',
		file: 'source/cp/diagnose/64-segments.ts',
		from: 'if (!call.inStorage(address, 8)) {',
		to: 'if (address < 0) {',
		tests: ['cp/diagnose/addresses'],
	},
	{
		rule: 'blocks of intermachine communication lie in storage',
		file: 'source/cp/communication/block-transfer.ts',
		from: 'return space.contains(address, length);',
		to: 'return address >= 0 && length >= 0;',
		tests: ['cp/communication/intermachine'],
	},
];
