/**
 * I/O instructions (GA22-7000, "Input/Output Operations"): programs, each ending in the instruction under test, on a
 * machine with typewriters at X'009' (byte multiplexer), X'109' (block multiplexer), X'209' and X'20A' (selector).
 * `WRITE`, `READ` and `NOOP` are channel programs; writing three characters takes 35 ms.
 */

export type IoCase = {
	readonly mnemonic: string;
	readonly cc: 0 | 1 | 2 | 3;
	/** What the machine is doing. */
	readonly when: string;
	readonly source: string;
	/** Bytes stored, by address: the status half of the CSW is at 68. */
	readonly stores?: Readonly<Record<number, string>>;
};

const start = (program: string, device: string): string => `
	 MVC   72(4),=A(${program})
	 SIO   X'${device}'`;
const soon = `
	 L     2,=F'40000'
	 BCT   2,*`;
/** Block-multiplexing control, for what a block multiplexer does more. */
const multiplexing = `
	 LCTL  0,0,=X'80000000'`;
const caw = `
	 MVC   72(4),=A(WRITE)`;

export const inputOutput: readonly IoCase[] = [
	{mnemonic: 'SIO', cc: 0, when: 'the device takes a write', source: start('WRITE', '009')},
	{
		mnemonic: 'SIO',
		cc: 1,
		when: 'the command is immediate: channel end and device end in the CSW',
		source: start('NOOP', '009'),
		stores: {68: '0C00'},
	},
	{
		mnemonic: 'SIO',
		cc: 1,
		when: 'the program is wrong: program check',
		source: start('WRITE+4', '009'),
		stores: {68: '0020'},
	},
	{mnemonic: 'SIO', cc: 2, when: 'the subchannel works', source: start('WRITE', '009') + start('WRITE', '009')},
	{
		mnemonic: 'SIO',
		cc: 2,
		when: 'another device has the selector channel',
		source: start('READ', '209') + start('WRITE', '20A'),
	},
	{mnemonic: 'SIO', cc: 3, when: 'there is no device', source: start('WRITE', '00A')},
	{
		mnemonic: 'SIOF',
		cc: 0,
		when: 'a block multiplexer takes it without asking the device',
		source: `${multiplexing}${caw}
		 SIOF  X'109'`,
	},
	{mnemonic: 'SIOF', cc: 1, when: 'it is as SIO on a byte multiplexer', source: `
		 MVC   72(4),=A(NOOP)
		 SIOF  X'009'`, stores: {68: '0C00'}},
	{mnemonic: 'SIOF', cc: 2, when: 'the subchannel works', source: `${multiplexing}${start('WRITE', '109')}
		 SIOF  X'109'`},
	{mnemonic: 'SIOF', cc: 3, when: 'there is no device', source: `${multiplexing}
		 SIOF  X'10A'`},
	{mnemonic: 'TIO', cc: 0, when: 'the device is at rest', source: ' TIO X\'009\''},
	{
		mnemonic: 'TIO',
		cc: 1,
		when: 'the end of the program is pending: it is in the CSW then',
		source: `${start('WRITE', '009')}${soon}
		 TIO   X'009'`,
		stores: {68: '0C000000'},
	},
	{mnemonic: 'TIO', cc: 2, when: 'the subchannel works', source: `${start('WRITE', '009')}
		 TIO   X'009'`},
	{mnemonic: 'TIO', cc: 3, when: 'there is no device', source: ' TIO X\'00A\''},
	{mnemonic: 'CLRIO', cc: 0, when: 'there is nothing to clear', source: `${multiplexing}
		 CLRIO X'109'`},
	{
		mnemonic: 'CLRIO',
		cc: 1,
		when: 'a program runs: the CSW says how far',
		source: `${multiplexing}${start('READ', '109')}
		 CLRIO X'109'`,
		stores: {68: '00000003'},
	},
	{mnemonic: 'CLRIO', cc: 1, when: 'an ending is pending', source: `${multiplexing}${start('WRITE', '109')}${soon}
		 CLRIO X'109'`, stores: {68: '0C000000'}},
	{
		mnemonic: 'CLRIO',
		cc: 2,
		when: 'another device has the selector channel',
		source: `${multiplexing}${start('READ', '209')}
		 CLRIO X'20A'`,
	},
	{mnemonic: 'CLRIO', cc: 2, when: 'it is as TIO without block-multiplexing control', source: `${start('READ', '109')}
		 CLRIO X'109'`},
	{mnemonic: 'CLRIO', cc: 3, when: 'there is no device', source: `${multiplexing}
		 CLRIO X'10A'`},
	{mnemonic: 'HIO', cc: 0, when: 'an interruption is pending', source: `${start('WRITE', '009')}${soon}
		 HIO   X'009'`},
	{mnemonic: 'HIO', cc: 1, when: 'the device is signalled', source: `${start('READ', '009')}
		 HIO   X'009'`, stores: {68: '0000'}},
	{
		mnemonic: 'HIO',
		cc: 2,
		when: 'a burst on a selector channel is ended, whichever device it is of',
		source: `${start('READ', '209')}
		 HIO   X'20A'
		 TIO   X'209'
		 BC    4,ENDED
		 DC    H'0'
	ENDED    SIO   X'209'
		 HIO   X'209'`,
	},
	{mnemonic: 'HIO', cc: 3, when: 'there is no device', source: ' HIO X\'00A\''},
	{mnemonic: 'HDV', cc: 0, when: 'an interruption is pending', source: `${start('WRITE', '009')}${soon}
		 HDV   X'009'`},
	{mnemonic: 'HDV', cc: 1, when: 'the device is signalled', source: `${start('READ', '009')}
		 HDV   X'009'`, stores: {68: '0000'}},
	{
		mnemonic: 'HDV',
		cc: 2,
		when: 'another device has the selector channel and keeps it',
		source: `${start('READ', '209')}
		 HDV   X'20A'
		 BC    2,KEEPS
		 DC    H'0'
	KEEPS    TIO   X'209'
		 BC    2,AGAIN
		 DC    H'0'
	AGAIN    HDV   X'20A'`,
	},
	{mnemonic: 'HDV', cc: 3, when: 'there is no device', source: ' HDV X\'00A\''},
	{mnemonic: 'TCH', cc: 0, when: 'the channel is at rest', source: ' TCH X\'100\''},
	{
		mnemonic: 'TCH',
		cc: 0,
		when: 'a byte multiplexer has an interruption for another subchannel',
		source: `${start('WRITE', '009')}${soon}
		 TCH   X'000'`,
	},
	{mnemonic: 'TCH', cc: 1, when: 'an interruption is pending in the channel', source: `${start('WRITE', '109')}${soon}
		 TCH   X'100'`},
	{mnemonic: 'TCH', cc: 2, when: 'a selector channel works', source: `${start('READ', '209')}
		 TCH   X'200'`},
	{mnemonic: 'TCH', cc: 3, when: 'there is no channel', source: ' TCH X\'300\''},
	{
		mnemonic: 'STIDC',
		cc: 0,
		when: 'the channel is a byte multiplexer',
		source: ' STIDC X\'000\'',
		stores: {168: '10000000'},
	},
	{
		mnemonic: 'STIDC',
		cc: 0,
		when: 'the channel is a block multiplexer',
		source: ' STIDC X\'100\'',
		stores: {168: '20000000'},
	},
	{mnemonic: 'STIDC', cc: 0, when: 'the channel is a selector', source: ' STIDC X\'200\'', stores: {168: '00000000'}},
	{mnemonic: 'STIDC', cc: 2, when: 'a selector channel works', source: `${start('READ', '209')}
		 STIDC X'200'`},
	{mnemonic: 'STIDC', cc: 3, when: 'there is no channel', source: ' STIDC X\'300\''},
];
