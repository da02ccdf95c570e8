/**
 * Long work of a CP command, in pieces between which everybody else has a turn: CP executes commands one at a time, so
 * one that looks through all of a machine's storage would hold up every terminal. Its own machine stays in CP.
 */
import {attentionInput, type CpWait} from './terminal/pending-command.js';

/** Time that a piece of work takes, microseconds. */
const turnTime = 500;

/** Others have their turn, whatever is pressed. */
export const othersTurn: CpWait = {kind: 'turn', microseconds: turnTime};

/** Others have their turn. True where attention was pressed meanwhile: the command is to end. */
export function * interruptibleTurn(): Generator<CpWait, boolean, string> {
	return (yield {kind: 'sleep', microseconds: turnTime}) === attentionInput;
}
