/**
 * `node build/test/peers/differential.js [--count N] [--seed N] [--from N] [--show N] [--translation MOMENT]`: random
 * sequences on ours and on Hercules; MOMENT is `at-once` or `after-a-pass`: ours are translated, too (`translated.ts`).
 */
import process from 'node:process';
import {parseArgs} from 'node:util';
import {disassembleCase} from './listing.js';
import {herculesMissing} from '../support/hercules.js';
import {codeOf, lastOpcode} from './known-differences.js';
import {compareRange, newTally, type Difference} from './hercules.js';
import {moments} from './translated.js';

const {values} = parseArgs({
	options: {
		count: {type: 'string', default: '1000'},
		seed: {type: 'string', default: '370'},
		from: {type: 'string', default: '0'},
		show: {type: 'string', default: '10'},
		all: {type: 'boolean', default: false},
		translation: {type: 'string'},
	},
});
const moment = moments.find(each => each.replaceAll(' ', '-') === values.translation);
if (values.translation !== undefined && !moment) {
	console.error(`--translation ${values.translation}: neither at-once nor after-a-pass`);
	process.exit(2);
}

const missing = herculesMissing();
if (missing) {
	console.log(`skipped: ${missing}`);
	process.exit(0);
}

const tally = newTally();
let shown = 0;
const report = (difference: Difference): void => {
	if ((!difference.allowance || values.all) && shown++ < Number(values.show)) {
		console.log(`case ${difference.case.index}: ${difference.case.text} [${lastOpcode(difference.ours).toString(16)}: `
			+ `${codeOf(difference.ours)}, peer ${difference.peer ? codeOf(difference.peer) : 'none'}]`
			+ `${difference.allowance ? ` (${difference.allowance.name})` : ''}`);
		console.log(disassembleCase(difference.case).map(line => `    ${line}`).join('\n'));
		console.log(difference.found.slice(0, 12).map(line => `  ${line}`).join('\n'));
	}
};

await compareRange(Number(values.seed), Number(values.from), Number(values.count), tally, report, moment);
const sorted = <Key>(map: Map<Key, number>): string =>
	[...map]
		.toSorted((a, b) => b[1] - a[1])
		.map(([key, times]) => `${String(key)}: ${times}`)
		.join(', ');
console.log(`${tally.compared} sequences, ${tally.instructions} instructions executed`
	+ `${moment ? `, ${tally.translated} of them translated ${moment}` : ''}; differing: `
	+ `${sorted(tally.differing) || 'none'}`);
console.log(`ended by (program-interruption code, -1 = SVC): ${sorted(tally.endings)}`);
console.log(`drawn again: ${sorted(tally.unfit)}`);
process.exitCode = tally.differing.has('unexplained') ? 1 : 0;
