/** SBS in its three configurations: the same answers, whoever does the work. */
import test from 'ava';
import {configurations, configured} from '../../support/configurations.js';

for (const configuration of configurations) {
	test(`${configuration}: what one user stores another gets`, t => {
		const installation = configured(configuration);
		t.teardown(() => {
			installation.close();
		});
		const [one, two] = ['USER1', 'USER2'].map(userid => installation.logOn(userid));
		one.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
		t.deepEqual(one.enter('SBS LIST'), ['SBS118I NO MEMBERS', 'Ready(00028);']);
		t.deepEqual(one.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
		t.deepEqual(two.enter('SBS GET MINE EXEC'), ['SBS105I MINE EXEC VERSION 1 COPIED TO A2', 'Ready;']);
		t.deepEqual(two.enter('SBS PUT MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', 'Ready(00012);']);
		t.deepEqual(two.enter('COMPARE'), two.enter('COMPARE'));
	});
}
