/** Names of CMS files on the host: nothing but a plain name ever leaves here. */
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {cmsFileId, hostFileName, hostNamePart} from '../../../source/system/files/host-names.js';

test('a name of the CMS alphabet is one of the host and comes back', t => {
	t.is(hostFileName({name: 'PROFILE', type: 'EXEC'}), 'profile.exec');
	t.deepEqual(cmsFileId('Profile.Exec'), {name: 'PROFILE', type: 'EXEC'});
	for (const name of ['A', '$X#@+-_', 'A:B']) {
		t.deepEqual(cmsFileId(hostFileName({name, type: 'DATA'}, 'linux')!), {name, type: 'DATA'});
	}
});

test('a name that leads out of the folder, or that CMS could not have, is none', t => {
	for (const [name, type] of [
		['../EVIL4', 'DATA'], ['..', ''], ['/ETC', 'X'], ['A/B', 'C'], [String.raw`A\B`, 'C'],
		['', 'DATA'], ['A B', 'C'],
		['A\u0000', 'C'], ['A\n', 'C'], ['small', 'data'], ['NINECHARS', 'X'], ['.', '.'],
	]) {
		t.is(hostFileName({name, type}), undefined, `${name} ${type}`);
	}
});

test('on Windows a device or a stream of another file is none either', t => {
	for (const name of ['CON', 'NUL', 'COM1', 'A:B']) {
		t.is(hostFileName({name, type: 'DATA'}, 'win32'), undefined, name);
	}
});

test('whatever a guest says, its host name is plain', t => {
	fc.assert(fc.property(fc.string(), fc.string(), (name, type) => {
		const hostName = hostFileName({name, type});
		t.true(hostName === undefined || path.basename(hostName) === hostName);
		t.regex(hostNamePart(name), /^[a-z\d$#@+_-]*$/);
	}));
});
