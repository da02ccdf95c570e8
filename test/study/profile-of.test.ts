/** The installation of a scenario. */
import test from 'ava';
import {parseMix, type Mix} from '../../source/study/mix.js';
import {planOf, serviceFile} from '../../source/study/profile-of.js';
import {period, standard} from '../../source/study/scenario.js';

test('SBS SERVICE says how SBS is shared, once, and keeps the rest', t => {
	const lines = serviceFile({configuration: 'SERVER', module: 750, slaves: 3});
	t.deepEqual(lines.filter(line => line.startsWith('CONFIGURATION')), ['CONFIGURATION SERVER']);
	t.deepEqual(lines.filter(line => line.startsWith('MAXIMUM')), ['MAXIMUM 3']);
	t.true(lines.includes('MODULESIZE 750K'));
	t.true(lines.includes('MASTER SBSMASTR'));
	t.true(serviceFile({configuration: 'LINK', module: 1500, slaves: 3}).includes('CONFIGURATION LINK WSBS'));
});

test('the SBS disk has a volume of its own, and users 2M and sixteen to a volume', t => {
	const {directory} = planOf({
		...standard, ...period, configuration: 'SLAVES', users: 3, others: 2, seed: 1, mix: parseMix('1 X SBS LIST') as Mix,
	});
	t.regex(directory, /^ MDISK 300 3350 001 200 SBSLIB MW/m);
	t.is([...directory.matchAll(/^USER(?: U\d{3}){2} 2M/gm)].length, 32);
	t.is([...directory.matchAll(/^USER X\d{3} /gm)].length, 2);
	t.is([...directory.matchAll(/ STYU01 MR/g)].length, 16);
});
