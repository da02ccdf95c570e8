/** userid NETLOG (SC19-6209, "SENDFILE", "RECEIVE"): a line for every file that was sent or received. */
import {Failure} from '../../../base/failure.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {activeCode} from '../../file-system/files/active-code.js';
import {fitted} from '../../file-system/files/records.js';
import {messages, type ModuleOf} from '../../messages/index.js';
import {writableDisk} from '../files/file-operands.js';

type Module = ModuleOf<'037E' | '069E' | '105S'>;

const logType = 'NETLOG';
/** Disk A; nobody who reads the disk sees it. */
const logMode = 'A0';

/** `on mm/dd/yy hh:mm:ss`. */
export function * moment(cms: Cms): Step<string> {
	const {date, time} = yield * cms.pseudoTimer();
	return `ON ${date} ${time}`;
}

/** Whether the log can be written; a return code, after its message, otherwise. */
export function * checkLog(cms: Cms, module: Module): Step<number> {
	const disk = yield * writableDisk(cms, module, 'A');
	return disk instanceof Failure ? disk.returnCode : 0;
}

/** Adds lines to the log. A return code, with its message: what the lines tell is done all the same. */
export function * writeLog(cms: Cms, module: Module, lines: readonly string[]): Step<number> {
	const file = {name: cms.userid, type: logType, mode: logMode};
	for (const line of lines) {
		const form = cms.activeFiles.formOf(file) ?? {format: 'V' as const, length: 0};
		const text = toEbcdic(line);
		const code = yield * cms.activeFiles.write(file, {
			item: 0, count: 1, format: form.format, bytes: form.format === 'F' ? fitted(text, form.length) : text,
		});
		if (code !== activeCode.ok) {
			return yield * failed(cms, module, code);
		}
	}

	const code = yield * cms.activeFiles.close(file.name, file.type, file.mode);
	return code === activeCode.ok || code === activeCode.notOpen ? 0 : yield * failed(cms, module, code);
}

function * failed(cms: Cms, module: Module, code: number): Step<number> {
	return yield * cms.message(messages[`${module}105S`], {code, file: `${cms.userid} ${logType} ${logMode}`});
}
