// FSREAD by SVC 202, records a second of processor time: `node bench/fsread.js [COUNT]` prints one JSON object. The
// same program reads COUNT records and three times as many; the difference counts. `inHand`: one record again and
// again; `inOrder`: a file of 10,000 records of 80 bytes from front to back, ten to a block. Needs `build/`
// (`node scripts/transpile.js`).
import process from 'node:process';
import {cmsVolume} from '../build/test/support/cms-disk.js';
import {CmsSession} from '../build/test/support/cms-session.js';
import {macroProgram} from '../build/test/support/macro-program.js';

const count = Number(process.argv[2] ?? 60_000);
const rounds = 3;

const reader = (name, times, options) => macroProgram(name, `
         L     R5,COUNT
NEXT     FSREAD FSCB=CB,${options}ERROR=AGAIN
MORE     BCT   R5,NEXT
         SR    R15,R15
         B     EXIT
AGAIN    FSCLOSE FSCB=CB
         B     MORE
`, `
CB       FSCB  'DATA FILE A1',BUFFER=BUFFER,BSIZE=80
COUNT    DC    F'${times}'
BUFFER   DS    CL80
`);

const data = {
	name: 'DATA', type: 'FILE', modeNumber: '1', recordFormat: 'F', recordLength: 80,
	records: Array.from({length: 10_000}, () => new Uint8Array(80).fill(0xC1)),
};
const session = new CmsSession({volumes: {
	0x191: cmsVolume({}, [
		data,
		reader('HAND1', count, 'RECNO=5,'), reader('HAND3', 3 * count, 'RECNO=5,'),
		reader('ORDER1', count, ''), reader('ORDER3', 3 * count, ''),
	]),
}});

/** Seconds of processor time of a command. */
function time(command) {
	const before = process.cpuUsage();
	const typed = session.enter(command);
	const {user, system} = process.cpuUsage(before);
	if (typed.join('|') !== 'Ready;') {
		throw new Error(typed.join('\n'));
	}

	return (user + system) / 1e6;
}

/** Records a second: the best of the rounds, the first of which warms the compiler up. */
function measure(name) {
	const rates = Array.from({length: rounds + 1}, () => {
		const less = time(`${name}1`);
		return Math.round(2 * count / (time(`${name}3`) - less));
	});
	return Math.max(...rates.slice(1));
}

console.log(JSON.stringify({count, inHand: measure('hand'), inOrder: measure('order')}));
