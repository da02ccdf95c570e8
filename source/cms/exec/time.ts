/**
 * The line of &TIME: virtual and total CPU seconds since the last one, and the time of day, as in the ready message.
 */
import type {Step} from '../../guest/action.js';
import type {Exec} from './exec.js';

function seconds(microseconds: number): string {
	return (microseconds / 1_000_000).toFixed(2);
}

/** `T=v.vv/t.tt hh:mm:ss`; counting starts anew. */
export function * timeLine(exec: Exec): Step<string> {
	const {virtualCpu, totalCpu, time} = yield * exec.cms.pseudoTimer();
	const line = `T=${seconds(virtualCpu - exec.timeBase.virtualCpu)}/${seconds(totalCpu - exec.timeBase.totalCpu)} `
		+ `${time}`;
	exec.timeBase = {virtualCpu, totalCpu};
	return line;
}
