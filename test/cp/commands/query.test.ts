import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('QUERY VIRTUAL shows the machine the directory describes', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('query virtual'), [
		'STORAGE = 01024K',
		'CHANNELS = SEL',
		'CONS 009 ON GRAF 021 TERM STOP',
		'     009 CL T NOCONT NOHOLD COPY 01    READY',
		'     009 FOR USER1    DIST USER1',
		'RDR  00C CL * NOCONT NOHOLD   EOF      READY',
		'PUN  00D CL A NOCONT NOHOLD COPY 01    READY',
		'     00D FOR USER1    DIST USER1',
		'PRT  00E CL A NOCONT NOHOLD COPY 01    READY',
		'     00E FOR USER1    DIST USER1',
		'DASD 190 3350 YRKRES R/O    012 CYL',
		'DASD 191 3350 YRKUSR R/W    003 CYL',
		'DASD 19E 3350 YRKRES R/O    010 CYL',
	]);
	t.is(user.enter('q v dasd').length, 3);
	t.deepEqual(user.enter('q v 191'), ['DASD 191 3350 YRKUSR R/W    003 CYL']);
	t.deepEqual(user.enter('q v stor'), ['STORAGE = 01024K']);
	t.deepEqual(user.enter('q storage'), ['STORAGE = 01024K']);
	t.deepEqual(user.enter('q v 777'), ['DEV 777 DOES NOT EXIST']);
	t.deepEqual(user.enter('q v tapes'), ['DEV TAPES DOES NOT EXIST']);
	t.deepEqual(user.enter('q v everything'), ['INVALID OPTION - EVERYTHING']);
});

test('QUERY NAMES and USERS', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const user = system.logOn('USER1', 'GRAF 021');
	system.logOn('USER2', 'GRAF 022').enter('ipl cms#cp disconn');
	t.deepEqual(user.enter('query names'), ['OPERATOR - 009, USER1    - 021, USER2    - DSC']);
	t.deepEqual(user.enter('q n'), ['OPERATOR - 009, USER1    - 021, USER2    - DSC']);
	user.enter('terminal linesize 40');
	t.deepEqual(user.enter('q n'), ['OPERATOR - 009, USER1    - 021,', 'USER2    - DSC']);
	t.deepEqual(user.enter('q users'), ['003 USERS, 000 DIALED']);
	t.deepEqual(user.enter('q user user2'), ['USER2    - DSC']);
	t.deepEqual(user.enter('q u user3'), ['USER3 NOT LOGGED ON']);
	t.deepEqual(user.enter('q user1'), ['USER1    - 021']);
	t.deepEqual(user.enter('query operator'), ['OPERATOR - 009']);
	t.deepEqual(user.execute('Q USER3'), {rc: 45, response: ['USER3 NOT LOGGED ON']});
	t.deepEqual(user.enter('q somethingelse'), ['INVALID OPTION - SOMETHINGELSE']);
	t.deepEqual(user.enter('q priority user1'), ['INVALID OPTION - PRIORITY']);
	t.deepEqual(operator.enter('q priority user1'), ['USER1 PRIORITY = 64']);
});

test('QUERY TIME', t => {
	const user = new TestSystem().logOn('USER1');
	const [now, used] = user.enter('q time');
	t.is(now, 'TIME IS 09:00:00 EST WEDNESDAY 11/19/75');
	t.regex(used, /^CONNECT= 00:00:00 VIRTCPU= 000:00\.00 TOTCPU= 000:00\.\d\d$/);
});

test('SET changes what QUERY SET shows', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('query set'), [
		'MSG ON , WNG ON , EMSG TEXT, ACNT OFF, RUN OFF',
		'LINEDIT ON , TIMER ON  , ISAM OFF, ECMODE OFF',
		'ASSIST ON SVC TMR    , PAGEX OFF, AUTOPOLL OFF',
		'IMSG ON , SMSG OFF, AFFINITY NONE   , NOTRANS OFF',
	]);
	for (const command of [
		'set msg off',
		'set emsg on',
		'set run on',
		'set timer real',
		'set line off',
		'set imsg off',
	]) {
		t.deepEqual(user.enter(command), []);
	}

	t.deepEqual(user.enter('query set').slice(0, 2), [
		'MSG OFF, WNG ON , EMSG ON  , ACNT OFF, RUN ON ',
		'LINEDIT OFF, TIMER REAL, ISAM OFF, ECMODE OFF',
	]);
	t.deepEqual(user.enter('set'), ['DMKCFS026E OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('set msg maybe'), ['DMKCFS026E OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('set sail'), ['DMKCFS003E INVALID OPTION - SAIL']);
	t.deepEqual(user.enter('set logmsg hello'), ['DMKCFS003E INVALID OPTION - LOGMSG']);
	user.enter('set emsg code');
	t.deepEqual(user.enter('set sail'), ['DMKCFS003E']);
	user.enter('set emsg off');
	t.deepEqual(user.enter('set sail'), []);
	t.deepEqual(user.execute('SET SAIL'), {rc: 3, response: []});
});

test('PF keys', t => {
	const user = new TestSystem().logOn('USER1');
	user.enter('set pf3 immed query time');
	user.enter('set pf4 "#cp begin');
	user.enter('set pf12 retrieve');
	t.deepEqual(user.enter('query pf').slice(0, 4), [
		'PF01 UNDEFINED',
		'PF02 UNDEFINED',
		'PF03 IMMED    query time',
		'PF04 DELAYED  #cp begin',
	]);
	t.deepEqual(user.enter('q pf12'), ['PF12 RETRIEVE']);
	user.enter('set pf3');
	t.deepEqual(user.enter('q pf3'), ['PF03 UNDEFINED']);
	t.deepEqual(user.enter('set pf25 immed x'), ['INVALID OPTION - PF25']);
});

test('TERMINAL, several options in one command', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('query terminal'), [
		'LINEND #  , LINEDEL ¢  , CHARDEL @  , ESCAPE "  ',
		'LINESIZE 130, ATTN ON , APL OFF, TEXT OFF, MODE VM',
		'HILIGHT OFF, MASK OFF',
	]);
	t.deepEqual(user.enter('terminal chardel % linesize 80 linend off'), []);
	t.deepEqual(user.enter('q term').slice(0, 2), [
		'LINEND OFF, LINEDEL ¢  , CHARDEL %  , ESCAPE "  ',
		'LINESIZE 080, ATTN ON , APL OFF, TEXT OFF, MODE VM',
	]);
	t.deepEqual(user.enter('q usezz%%rid'), ['USER1    AT YORKTOWN']);
	t.deepEqual(user.enter('term'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('term chardel a'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('term colour red'), ['INVALID OPTION - COLOUR']);
});

test('thin ones', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('q files'), ['FILES:  NO RDR,  NO PRT,  NO PUN']);
	const [level, loaded] = user.enter('q cplevel');
	t.regex(level, /^VM\/370 RELEASE 6/);
	t.is(loaded, 'IPL AT 11/19/75 09:00:00');
	t.deepEqual(user.enter('q'), ['OPERAND MISSING OR INVALID']);
});

test('INDICATE', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	t.regex(user.enter('indicate')[0], /^CPU-\d{3}% APU-0{3}% Q1-\d\d Q2-\d\d STORAGE-\d{3}% RATIO-01\.0$/);
	const lines = user.enter('ind user');
	t.regex(lines[0], /^PAGES: RES-\d{4} WS-\d{4} READS=0{6} WRITES=0{6} DISK-0{4} DRUM-0{4}$/);
	t.regex(lines[1], /^VTIME=0{3}:0{2} T{2}IME=0{3}:0{2} SIO=0{6} RDR-0{6} PRT-0{6} PCH-0{6}$/);
	t.deepEqual(user.enter('ind user operator'), ['INVALID OPTION - OPERATOR']);
	t.is(system.logOn('OPERATOR', 'CONS 009').enter('indicate user user1').length, 2);
});

test('SET ASSIST changes what it names; PRIORITY is the operator\'s', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const user = system.logOn('USER1');
	t.deepEqual(user.enter('set assist nosvc'), []);
	t.is(user.enter('query set')[2], 'ASSIST ON NOSVC TMR  , PAGEX OFF, AUTOPOLL OFF');
	user.enter('set assist off notmr');
	t.is(user.enter('query set')[2], 'ASSIST OFF           , PAGEX OFF, AUTOPOLL OFF');
	user.enter('set assist on');
	t.is(user.enter('query set')[2], 'ASSIST ON NOSVC NOTMR, PAGEX OFF, AUTOPOLL OFF');
	t.deepEqual(user.enter('set assist fast'), ['INVALID OPTION - FAST']);
	t.deepEqual(user.enter('set assist'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('set priority user1 10'), ['INVALID OPTION - PRIORITY']);
	t.deepEqual(operator.enter('set priority user1 10'), []);
	t.deepEqual(operator.enter('query priority user1'), ['USER1 PRIORITY = 10']);
	t.deepEqual(operator.enter('set priority user1 100'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(operator.enter('set priority user3 10'), ['USER3 NOT LOGGED ON']);
});

test('INDICATE QUEUES counts pages in hexadecimal', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const user = system.logOn('USER1');
	user.enter('define storage 256k');
	for (let page = 0; page < 20; page++) {
		user.execute(`STORE ${(page * 4096).toString(16)} 1`);
	}

	user.execute('STORE 1000 47F0F000 G15 1000');
	user.execute('STORE PSW 00000000 00001000');
	user.enter('begin');
	t.deepEqual(operator.enter('indicate queues'), ['USER1    Q2 RU 014/014']);
});

test('QUERY of devices without VIRTUAL: real ones for class B, those of the machine for class G alone', t => {
	const user = (userid: string, classes: string): string[] => [
		`USER ${userid} ${userid} 1M 1M ${classes}`, ' CONSOLE 009 3215', ' SPOOL 00C 2540 READER',
	];
	const system = new TestSystem({directory: [...user('BOTH', 'BG'), ...user('ROOM', 'B'), ...user('PLAIN', 'G')].join('\n')});
	const [both, room, plain] = ['BOTH', 'ROOM', 'PLAIN'].map((userid, at) => system.logOn(userid, `GRAF 02${at + 1}`));
	const real = ['RDR  00C DRAINED   SYSTEM'];
	const virtual = ['RDR  00C CL * NOCONT NOHOLD   EOF      READY'];
	t.deepEqual([both, room, plain].map(each => each.enter('query 00c')), [real, real, virtual]);
	t.deepEqual(plain.enter('query ur'), virtual);
	t.deepEqual(both.enter('query ur')[0], real[0]);
	t.deepEqual(plain.enter('query channels'), ['CHANNELS = SEL']);
	t.deepEqual(both.enter('query channels'), ['CHANNELS = SEL']);
	t.deepEqual(room.enter('query channels'), ['INVALID OPTION - CHANNELS'], 'the real ones are nobody\'s to ask for');
});
