/** QUERY SET, TERMINAL and PF: what SET and TERMINAL have set. */
import type {UserContext} from '../../command.js';
import {digits} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import type {ProgramFunctionKey} from '../../terminal/settings.js';
import type {QueryOperand} from './query-operand.js';

/** `ON NOSVC NOTMR`. */
const assistWidth = 14;

const on = (value: boolean): string => value ? 'ON ' : 'OFF';

export const set: QueryOperand = {
	name: 'SET', minimum: 3, classes: 'G', syntax: 'Query SET',
	run({vm: {settings}, reply}) {
		const {
			msg,
			wng,
			emsg,
			acnt,
			run,
			linedit,
			timer,
			isam,
			ecmode,
			assist,
			assistSvc,
			assistTimer,
			pagex,
			imsg,
			smsg,
			notrans,
			autopoll,
			affinity,
		} = settings;
		reply(`MSG ${on(msg)}, WNG ${on(wng)}, EMSG ${emsg.padEnd(4)}, ACNT ${on(acnt)}, RUN ${on(run)}`);
		reply(`LINEDIT ${on(linedit)}, TIMER ${timer.padEnd(4)}, ISAM ${on(isam)}, ECMODE ${on(ecmode)}`);
		const assists = assist ? `ON ${assistSvc ? 'SVC' : 'NOSVC'} ${assistTimer ? 'TMR' : 'NOTMR'}` : 'OFF';
		reply(`ASSIST ${assists.padEnd(assistWidth)}, PAGEX ${on(pagex)}, AUTOPOLL ${on(autopoll)}`);
		const processor = (affinity === undefined ? 'NONE' : digits(affinity, 2)).padEnd(7);
		reply(`IMSG ${on(imsg)}, SMSG ${on(smsg)}, AFFINITY ${processor}, NOTRANS ${on(notrans)}`);
		return 0;
	},
};

export const terminal: QueryOperand = {
	name: 'TERMINAL', minimum: 4, classes: 'G', syntax: 'Query TERMinal',
	run({vm: {terminal: settings}, reply}) {
		const {lineEnd, lineDelete, charDelete, escape, lineSize, attn, apl, text, mode, hilight, mask} = settings;
		const symbol = (value: string | undefined): string => (value ?? 'OFF').padEnd(3);
		reply(`LINEND ${symbol(lineEnd)}, LINEDEL ${symbol(lineDelete)}, CHARDEL ${symbol(charDelete)}, ESCAPE `
			+ `${symbol(escape)}`);
		reply(`LINESIZE ${lineSize === 0 ? 'OFF' : digits(lineSize, 3)}, ATTN ${on(attn)}, APL ${on(apl)}, `
			+ `TEXT ${on(text)}, MODE ${mode}`);
		reply(`HILIGHT ${on(hilight)}, MASK ${on(mask)}`);
		return 0;
	},
};

/** Function keys of a 3277 with its numeric keys as PF keys. */
export const functionKeys = 24;

function keyLine(number: number, key: ProgramFunctionKey | undefined): string {
	return `PF${digits(number, 2)} ${key ? `${key.mode.padEnd(8)} ${key.text}`.trimEnd() : 'UNDEFINED'}`;
}

export const pf: QueryOperand = {
	name: 'PF', minimum: 2, classes: 'G', syntax: 'Query PF[nn]',
	run({vm: {settings: {pfKeys}}, reply}) {
		for (let number = 1; number <= functionKeys; number++) {
			reply(keyLine(number, pfKeys.get(number)));
		}

		return 0;
	},
};

/** QUERY PF3. */
export function queryKey(context: UserContext, word: string): number {
	const number = Number(word.slice(2));
	if (number < 1 || number > functionKeys) {
		return fail(context, messages.DMKCQG003E, {option: word});
	}

	context.reply(keyLine(number, context.vm.settings.pfKeys.get(number)));
	return 0;
}
