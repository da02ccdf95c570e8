/** Nucleus extensions that can be moved, and how they are called: SYSTEM, ENDCMD, SERVICE (VM/SP). */
import test from 'ava';
import {assemble} from '../../../../source/assembler/assemble.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {lines} from '../../../support/assemble.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {cardsOf, cmslib} from '../../../support/macro-program.js';

/** Of an assembly with CMSLIB. */
function textFile(name: string, text: string): NewFile {
	const {cards, diagnostics} = assemble([...lines(text).flatMap(line => cardsOf(line)), '         END'], {library: cmslib});
	if (diagnostics.length > 0) {
		throw new Error(diagnostics.map(({line, text: says}) => `${line}: ${says}`).join('\n'));
	}

	return {
		name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', records: cards,
	};
}

const code = (hexadecimal: string): Uint8Array => Buffer.from(hexadecimal, 'hex');

/** Types its name, the first byte of register 1 and the word behind its name; ends with what another deck has. */
const teller = (called: string, rest = ''): string => `
TELL     CSECT
         REGEQU
         BALR  R12,0
         USING *,R12
         LR    R9,R14
         LR    R3,R1
         SRL   R3,24
         LA    R5,8(,R1)
         CLI   0(R5),X'FF'
         BNE   TELLS
         LA    R5,=CL8' '
TELLS    LR    R4,R1
         LINEDIT TEXT='........ .. ........',SUB=(CHARA,(R4),HEX,(R3),CHARA,(R5)),DOT=NO
         WRTERM '${called}'
         ${rest}
         L     R6,=V(SEVEN)
         L     R15,0(,R6)
         BR    R9
`;

function session(): CmsSession {
	const cms = new CmsSession({
		volumes: {0x191: cmsVolume({'PROC EXEC': ['&CONTROL OFF', 'TELL', '&EXIT &RETCODE']}, [
			textFile('TELL', teller('TOLD')),
			textFile('BAD', teller('FAILING', 'DC    H\'0\'')),
			textFile('SEVEN', 'SEVEN    CSECT\n         DC    F\'7\''),
			moduleFile('KEY', code('b20b000041f000f014f207fe'), 0x3_0000),
			moduleFile('CRASH', code('0000')),
		])},
	});
	for (const name of ['tell', 'bad']) {
		cms.enter(`load ${name} ( rldsave`);
		cms.enter(`genmod ${name}`);
	}

	return cms;
}

const [first, second] = ['TELL 0B', 'TOLD'];

test('what LOAD with RLDSAVE and GENMOD have made runs wherever NUCXLOAD finds room, several times over', t => {
	const cms = session();
	t.deepEqual(cms.enter('tell'), [first, second, 'Ready(00007);']);
	cms.enter('nucxload tell');
	cms.enter('nucxload other tell');
	const places = cms.enter('nucxmap').slice(1, 3).map(line => Number.parseInt(line.slice(25, 31), 16));
	t.true(Math.min(...places) > 0x2_1000 && places[0] !== places[1]);
	t.is(cms.enter('crash').at(-1), 'CMS');
	cms.enter('nucxload tell');
	cms.enter('nucxload other tell');
	// Another program where they were made to run.
	cms.enter('load seven');
	t.deepEqual(cms.enter('other'), ['OTHER 0B', second, 'Ready(00007);']);
	t.deepEqual(cms.enter('tell'), ['TELL 0B', second, 'Ready(00007);']);
	t.deepEqual(cms.enter('nucxdrop *'), ['Ready;']);
	t.deepEqual(cms.enter('nucxmap'), ['NO NUCLEUS EXTENSION FOUND.', 'Ready(00028);']);
});

test('INCLUDE goes on as LOAD has begun, and takes RLDSAVE behind one that had it', t => {
	const cms = session();
	cms.enter('load tell ( noauto rldsave');
	t.deepEqual(cms.enter('include seven ( rld'), ['Ready;']);
	cms.enter('genmod both');
	cms.enter('nucxload both');
	t.is(cms.enter('both').at(-1), 'Ready(00007);');
	cms.enter('load tell');
	t.deepEqual(cms.enter('include seven ( rldsave'), ['INVALID OPTION \'RLDSAVE\'.', 'Ready(00024);']);
	cms.enter('genmod fixed');
	t.deepEqual(cms.enter('nucxload fixed'), ['MODULE \'FIXED\' CANNOT STAY AT 020000.', 'Ready(00040);']);
	// LOADMOD brings back no more than GENMOD can use.
	cms.enter('loadmod tell');
	cms.enter('genmod fixed');
	t.is(cms.enter('nucxload fixed').at(-1), 'Ready(00040);');
});

test('with SYSTEM it runs in key 0, without in that of the user', t => {
	const cms = session();
	cms.enter('nucxload key');
	t.deepEqual(cms.enter('key'), ['Ready(00224);']);
	cms.enter('nucxdrop key');
	cms.enter('nucxload key ( sy');
	t.deepEqual(cms.enter('key'), ['Ready;']);
});

test('with ENDCMD it is called before Ready, once a line that was typed', t => {
	const cms = session();
	t.deepEqual(cms.enter('nucxload tell ( endcmd'), ['TELL FE', second, 'Ready;']);
	t.deepEqual(cms.enter('proc'), ['TELL 0D', second, 'TELL FE', second, 'Ready(00007);']);
	t.is(cms.enter('nucxmap')[1].slice(-4), ' END');
	t.deepEqual(cms.enter('nucxdrop tell'), ['Ready;']);
	cms.enter('nucxload bad ( endcmd');
	t.is(cms.enter('state seven text').at(-1), 'Ready;');
});

test('with SERVICE it is called with RESET before NUCXDROP drops it', t => {
	const cms = session();
	cms.enter('nucxload tell ( service');
	cms.enter('nucxload other tell ( ser sys');
	t.deepEqual(cms.enter('nucxdrop tell'), ['TELL FF RESET', second, 'Ready;']);
	t.deepEqual(cms.enter('nucxdrop *'), ['OTHER FF RESET', second, 'Ready;']);
	cms.enter('nucxload bad ( service');
	t.is(cms.enter('nucxdrop bad').at(-1), 'CMS');
	t.is(cms.enter('nucxmap').at(-1), 'Ready(00028);');
});

test('at an abend those with SERVICE are called with PURGE, and those with SYSTEM stay', t => {
	const cms = session();
	cms.enter('nucxload tell ( service');
	cms.enter('nucxload other tell ( service system');
	const lines = cms.enter('crash');
	t.deepEqual(lines.slice(-5), ['OTHER FF PURGE', second, 'TELL FF PURGE', second, 'CMS']);
	t.is(cms.enter('nucxmap')[1].slice(-8), ' SYS SER');
	t.is(cms.enter('nucxmap').length, 3);
	t.deepEqual(cms.enter('crash').slice(-3), ['OTHER FF PURGE', second, 'CMS']);
});

test('an extension that ends abnormally at an abend ends the calls of the others, and is called again at the next', t => {
	const cms = session();
	cms.enter('nucxload tell ( service');
	cms.enter('nucxload bad ( service system');
	for (const _ of [1, 2, 3, 4, 5]) {
		const lines = cms.enter('crash');
		t.deepEqual(lines.filter(line => line.includes('PURGE')), ['BAD FF PURGE']);
		t.is(lines.at(-1), 'CMS');
	}

	t.deepEqual(cms.enter('nucxmap').slice(1).map(line => line.slice(0, 8).trimEnd()), ['BAD', 'Ready;']);
});
