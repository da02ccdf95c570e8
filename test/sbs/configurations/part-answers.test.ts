/** What the user's machine does for one that asks it about parts of his command: as much as the command would. */
import test from 'ava';
import fc from 'fast-check';
import {limits} from '../../../source/base/limits.js';
import type {Cms} from '../../../source/cms/cms.js';
import {fileCode} from '../../../source/cms/file-system/disk/disk.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {doParts, nextPartOf} from '../../../source/sbs/configurations/asked-parts.js';
import {PartAnswers} from '../../../source/sbs/configurations/part-answers.js';
import {
	asked, toldBlock, toldOf, type Told,
} from '../../../source/sbs/configurations/part-words.js';
import type {PartAnswer} from '../../../source/sbs/context.js';
import {decodeBlock, emptyBlock, encodeBlock, type Block} from '../../../source/service/block.js';
import {ContentLost} from '../../../source/service/parts.js';
import type {ServiceProfile} from '../../../source/service/service-profile.js';

/** Offers parts of a command; the return code. */
function offer(
	names: readonly string[],
	{hasParts = true, kind = 'SLAVES', maximum = 6}: {hasParts?: boolean; kind?: string; maximum?: number} = {},
): number {
	const profile: unknown = {configuration: {kind}, maximum};
	const cms: unknown = {};
	const parts = new PartAnswers({
		cms: cms as Cms, profile: profile as ServiceProfile, line: 'BUILD PS', hasParts,
	});
	return runToEnd(parts.perform({...emptyBlock, words: [asked.parts, ...names]})).returnCode;
}

test('parts are those of a BUILD that builds, with names that can be, in slaves of which there are several', t => {
	t.is(offer(['PA', 'PB']), fileCode.ok);
	t.is(offer(['PA', 'PB'], {hasParts: false}), fileCode.notPermitted);
	t.is(offer(['PA', 'PB'], {kind: 'SERVER'}), fileCode.notPermitted);
	t.is(offer(['PA', 'PB'], {maximum: 1}), fileCode.notPermitted);
	for (const name of ['', 'A B', 'PA (FORCE', 'NINELETTR', 'A/B', '*']) {
		t.is(offer(['PA', name]), fileCode.notPermitted, name);
	}

	t.is(offer(Array.from({length: limits.commandParts.value + 1}, () => 'PA')), fileCode.notPermitted);
});

const told: fc.Arbitrary<Told> = fc.record({
	next: fc.option(fc.record({index: fc.nat(9), name: fc.constantFrom('PA', 'PB')}), {nil: undefined}),
	done: fc.array(fc.record({
		index: fc.nat(9), returnCode: fc.nat(28), lines: fc.array(fc.constantFrom('', 'SBS200I PA TEXT', 'X'), {maxLength: 3}),
	}), {maxLength: 4}),
});

test('what is told comes as it went; nothing else is taken for it', t => {
	fc.assert(fc.property(told, each => {
		t.deepEqual(toldOf(decodeBlock(encodeBlock(toldBlock(each)))!, 10), each);
	}));
	fc.assert(fc.property(fc.array(fc.constantFrom('', '0', '1', '9', '10', '-1', 'X', '999999')), fc.array(fc.constant('L'), {maxLength: 3}), (words, lines) => {
		const {next, done} = toldOf({...emptyBlock, words, lines}, 10) ?? {next: undefined, done: []};
		t.true(next === undefined || next.index < 10);
		t.true(done.every(({index, returnCode}) => index < 10 && returnCode >= 0));
		t.true(done.reduce((sum, {lines: {length}}) => sum + length, 0) <= lines.length);
	}));
});

/** A user's machine that answers what it likes. */
const machine = (answers: Block[]) => function * (): Step<Block> {
	const next = answers.shift();
	if (!next) {
		throw new Error('asked too often');
	}

	return next;
};

function * here(): Step<PartAnswer> {
	return {lines: ['HERE'], returnCode: 0};
}

test('a machine that tells of what nobody asked, or twice, is not believed; what it keeps back is done here', t => {
	const one = {index: 0, returnCode: 0, lines: ['THERE']};
	const run = (...answers: readonly Told[]): Array<readonly string[]> | undefined =>
		runToEnd(doParts(machine([emptyBlock, ...answers.map(each => toldBlock(each))]), ['PA', 'PB'], here))
			?.map(({lines}) => lines);
	const next = (index: number): Told => ({next: {index, name: 'PA'}, done: []});
	const over: Told = {next: undefined, done: []};
	t.deepEqual(run({next: {index: 1, name: 'PB'}, done: []}, {next: undefined, done: [one]}, over), [['THERE'], ['HERE']]);
	t.deepEqual(run(over), [['HERE'], ['HERE']]);
	t.throws(() => run(next(2)), {instanceOf: ContentLost});
	t.throws(() => run(next(1), next(1)), {instanceOf: ContentLost});
	t.throws(() => run(next(0), {next: undefined, done: [one]}), {instanceOf: ContentLost});
	t.throws(() => run({next: undefined, done: [one, one]}, over), {instanceOf: ContentLost});
	t.is(runToEnd(doParts(machine([{...emptyBlock, returnCode: fileCode.notPermitted}]), ['PA', 'PB'], here)), undefined);
});

test('who does parts says with each what came of the one before', t => {
	const heard: Block[] = [];
	const answers = [toldBlock({next: {index: 3, name: 'PA'}, done: []}), toldBlock({next: undefined, done: []})];
	const next = nextPartOf(function * (block): Step<Block> {
		heard.push(block);
		return answers.shift()!;
	});
	t.is(runToEnd(next()), 'PA');
	t.is(runToEnd(next({lines: ['DONE'], returnCode: 4})), undefined);
	t.deepEqual(heard.map(({words, lines}) => [...words, ...lines]), [['NEXT'], ['NEXT', '3', '4', '1', 'DONE']]);
});
