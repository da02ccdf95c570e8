import test from 'ava';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {
	checkPassword, hashPassword, hasSamplePassword, objectDirectory, readObjectDirectory,
} from '../../../source/cp/directory/passwords.js';

const salt = (): Uint8Array => Uint8Array.from({length: 9}, (_, index) => index * 7);
const {directory} = parseDirectory(`DIRECTORY 150 3350 V
USER USER1 USER1
 MDISK 191 3350 001 001 V MR ALL WRITE
USER USER2 SECRET
USER PROTO NOLOG
`);

test('a hash knows its password and no other', t => {
	const hash = hashPassword('SECRET', salt());
	t.true(checkPassword(hash, 'SECRET'));
	t.false(checkPassword(hash, 'SECRETS'));
	t.false(checkPassword(hash, ''));
	t.false(checkPassword('scrypt$4096$damaged', 'SECRET'));
	t.false(checkPassword('scrypt$4095$AAAA$AAAA', 'SECRET'));
});

test('clear text is compared, NOLOG is nobody\'s password', t => {
	t.true(checkPassword('SECRET', 'SECRET'));
	t.false(checkPassword('SECRET', 'secret'));
	t.false(checkPassword('NOLOG', 'NOLOG'));
});

test('an empty line is nobody\'s password, whatever the field holds', t => {
	t.false(checkPassword('', ''));
	t.false(checkPassword(hashPassword('', salt()), ''));
});

test('the object directory holds hashes only', t => {
	const text = objectDirectory(directory, salt);
	t.notRegex(text, /SECRET|"WRITE"/);
	const read = readObjectDirectory(text)!;
	t.true(checkPassword(read.find('USER2')!.password, 'SECRET'));
	t.is(read.find('USER1')!.minidisks[0].read, 'ALL');
	t.true(checkPassword(read.find('USER1')!.minidisks[0].write!, 'WRITE'));
	t.is(read.find('PROTO')!.password, 'NOLOG');
	t.deepEqual([...read.users.keys()], [...directory.users.keys()]);
	t.is(objectDirectory(read, salt), text);
});

test('in a directory compiled before prototypes were listed a creator has those that nobody logs on to', t => {
	const old = objectDirectory(directory, salt).replaceAll('"prototypes": []', '"creator": true');
	t.deepEqual(readObjectDirectory(old)!.find('USER1')!.prototypes, ['*']);
});

test('damaged text is no directory', t => {
	t.is(readObjectDirectory('{'), undefined);
	t.is(readObjectDirectory('null'), undefined);
	t.is(readObjectDirectory('{"format":"yorktown directory 1","users":[{}]}'), undefined);
});

test('users with the sample\'s password are known', t => {
	t.deepEqual([...directory.users.values()].filter(hasSamplePassword).map(({userid}) => userid), ['USER1']);
	t.true(hasSamplePassword(readObjectDirectory(objectDirectory(directory, salt))!.find('USER1')!));
});
