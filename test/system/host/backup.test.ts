import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {backUp} from '../../../source/system/host/backup.js';
import {folderWith} from '../../support/cli.js';

test('what changes while it is copied is copied again, until files and journal belong together', async t => {
	const place = await folderWith(t, {'built.json': '{}'});
	for (const name of ['volumes', 'journal']) {
		mkdirSync(path.join(place, name));
	}

	const state = (number: number): void => {
		writeFileSync(path.join(place, 'volumes', 'V1.3350'), `volume ${number}`);
		writeFileSync(path.join(place, 'journal', '0001'), `journal ${number}`);
	};

	state(1);
	let changes = 1;
	const copy = path.join(await folderWith(t), 'copy');
	await backUp(place, copy, () => {
		if (changes < 3) {
			state(++changes);
		}
	});
	const found = ['volumes/V1.3350', 'journal/0001'].map(name => readFileSync(path.join(copy, name), 'utf8'));
	t.deepEqual(found, ['volume 3', 'journal 3']);
});

test('a folder that is no installation is not backed up', async t => {
	const home = await folderWith(t);
	await t.throwsAsync(backUp(home, path.join(home, 'copy')), {message: /no installation/});
});
