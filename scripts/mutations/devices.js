/** Real devices: who may have which, and how. */
const tests = ['cp/devices/real/dedicated-device'];
const sessions = ['sessions/sessions'];

export const devices = [
	{
		rule: 'temporary space has an end',
		file: 'source/cp/devices/temporary-space.ts',
		from: 'if (start + cylinders > (findCkdModel(type)?.cylinders ?? 0)) {',
		to: 'if (!findCkdModel(type)) {',
		tests: ['cp/devices/temporary-space'],
	},
	{
		rule: 'temporary space that one has nobody else gets',
		file: 'source/cp/devices/temporary-space.ts',
		from: 'given.splice(at, 0, {start, cylinders});',
		to: '',
		tests: ['cp/devices/temporary-space'],
	},
	{
		rule: 'a device that a machine has is no other\'s',
		file: 'source/cp/devices/real/dedicated-device.ts',
		from: 'if (drive.attachedTo) {',
		to: 'if (drive.attachedTo && drive.isOwned) {',
		tests,
	},
	{
		rule: 'a volume on which users have minidisks is no machine\'s',
		file: 'source/cp/devices/real/dedicated-device.ts',
		from: 'return drive.isSystem && users > 0 ?',
		to: 'return drive.isSystem && users > 99 ?',
		tests: sessions,
	},
	{
		rule: 'a device that is offline is nobody\'s',
		file: 'source/cp/devices/real/dedicated-device.ts',
		from: 'if (drive.isOffline) {',
		to: 'if (drive.isOffline && drive.isOwned) {',
		tests: sessions,
	},
	{
		rule: 'a volume attached R/O is not written',
		file: 'source/cp/devices/real/dedicated-device.ts',
		from: 'pack.open(0, pack.cylinders, readOnly)',
		to: 'pack.open(0, pack.cylinders, false)',
		tests,
	},
	{
		rule: 'a reel is given back when its drive is detached',
		file: 'source/cp/devices/real/dedicated-device.ts',
		from: 'reel?.close();',
		to: '',
		tests,
	},
	{
		rule: 'the serial number of a volume is checked before CP has it',
		file: 'source/cp/commands/attach.ts',
		from: 'if (drive.volume !== volume) {',
		to: 'if (drive.volume === undefined) {',
		tests,
	},
	{
		rule: 'a volume on which users have minidisks stays CP\'s',
		file: 'source/cp/commands/detach-real.ts',
		from: 'if (users > 0) {',
		to: 'if (users > 99) {',
		tests: sessions,
	},
	{
		rule: 'what a user has is not varied offline',
		file: 'source/cp/commands/vary.ts',
		from: 'if (attachedTo) {',
		to: 'if (attachedTo && isOwned) {',
		tests: sessions,
	},
	{
		rule: 'nobody logs on where the operator said DISABLE',
		file: 'source/cp/command-processor.ts',
		from: 'if (!context.vm && !host.realDevices.isOpen(context.line.address)) {',
		to: 'if (context.text === \'\' && !context.vm && !host.realDevices.isOpen(context.line.address)) {',
		tests: sessions,
	},
	{
		rule: 'an adapter that is connected is not taken away',
		file: 'source/cp/commands/couple.ts',
		from: 'if (one === two || (two.partner && two.partner !== one)) {',
		to: 'if (one === two) {',
		tests: sessions,
	},
	{
		rule: 'a minidisk of mode V is reserved against the other machines that have it',
		file: 'source/cp/devices/minidisk.ts',
		from: '{reserves: extent.reserves}',
		to: '{}',
		tests: ['cp/devices/reserve'],
	},
	{
		rule: 'class B alone takes devices from others',
		file: 'source/cp/commands/detach.ts',
		from: 'if (vm.classes.includes(\'B\') && namesSomebody(words)) {',
		to: 'if (namesSomebody(words)) {',
		tests: sessions,
	},
];
