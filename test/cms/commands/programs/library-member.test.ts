import test from 'ava';
import {ebcdicField, fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';
import {libraryMember} from '../../../../source/cms/commands/programs/library-member.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const card = (text: string): Uint8Array => ebcdicField(text, 80);

/** A MACLIB of two members, dictionary behind them. */
function library(): Uint8Array[] {
	const end = new Uint8Array(80);
	end.set([0x61, 0xFF, 0xFF, 0x61]);
	const header = new Uint8Array(80);
	header.set(toEbcdic('LIBPDS'));
	header.set([0, 7, 0, 24, 0, 2], 6);
	const dictionary = new Uint8Array(80);
	dictionary.set(toEbcdic('FIRST   '));
	dictionary.set([0, 2], 8);
	dictionary.set(toEbcdic('SECOND  '), 12);
	dictionary.set([0, 5], 20);
	return [header, card(' MACRO'), card(' MEND'), end, card(' DSECT'), end, dictionary];
}

test('members of a library by name', t => {
	const lines = (name: string): string[] =>
		[libraryMember(library(), name) ?? []]
			.flat()
			.map(record => (typeof record === 'string' ? record : fromEbcdic(record).trimEnd()));
	t.deepEqual(lines('FIRST'), [' MACRO', ' MEND']);
	t.deepEqual(lines('SECOND'), [' DSECT']);
	t.deepEqual(lines('*'), [' MACRO', ' MEND', ' DSECT']);
	t.is(libraryMember(library(), 'THIRD'), 'missing');
	t.is(libraryMember([card('NO LIBRARY')], 'FIRST'), undefined);
});

test('TYPE types a member', t => {
	const user = new FileSession({
		191: cmsVolume({}, [{
			name: 'OURS', type: 'MACLIB', modeNumber: '1', recordFormat: 'F', records: library(),
		}]),
	});
	t.deepEqual(user.enter('TYPE OURS MACLIB A (MEMBER SECOND'), ['', ' DSECT', '', 'Ready;']);
	t.deepEqual(user.enter('TYPE OURS MACLIB A (MEMBER THIRD'), [
		'MEMBER \'THIRD\' NOT FOUND IN LIBRARY \'OURS MACLIB A1\'.',
		'Ready(00032);',
	]);
});
