/** Settings as people write them. */
import test from 'ava';
import {settingsProblem} from '../../../source/terminal/host/settings-check.js';

test('settings that are right', t => {
	t.is(settingsProblem({}), undefined);
	t.is(settingsProblem({
		keys: {attention: ['ctrl-a'], pf3: []}, theme: 'light', clock: 'seconds', historyLimit: 500,
	}), undefined);
});

for (const [settings, problem] of [
	['x', 'terminal: must be an object'],
	[{theme: 'pink'}, 'terminal.theme: must be one of none, dark, light'],
	[{theme: 'toString'}, 'terminal.theme: must be one of none, dark, light'],
	[{colour: 'red'}, 'terminal.colour: is no setting (keys, theme, clock, historyLimit)'],
	[{keys: {explode: ['x']}}, 'terminal.keys: explode is no action'],
	[{keys: {attention: 'ctrl-a'}}, 'terminal.keys: attention must have a list of keys'],
	[{keys: 5}, 'terminal.keys: must be an object of actions, each with a list of keys'],
	[{clock: 'never'}, 'terminal.clock: must be one of minutes, seconds'],
	[{historyLimit: '9'}, 'terminal.historyLimit: must be a number of lines'],
] as const) {
	test(problem + ` (${JSON.stringify(settings)})`, t => {
		t.is(settingsProblem(settings), problem);
	});
}
