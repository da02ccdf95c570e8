/** One VMCF message on its way (VMCBLOK; SY20-0886, "DMKVMC"). */
import type {EndReason} from '../../../base/intermachine.js';
import type {VmcfReturn, VmcParm} from '../../../base/vmcf.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import type {Exchange} from '../exchange.js';

/**
 * `pending`: the sink has not taken the SEND interruption; `presented`: it has; `received`: it has the data of a
 * SEND/RECV and owes the reply; `answered`: the source has not taken the response.
 */
export type MessageState = 'pending' | 'presented' | 'received' | 'answered';

/** What a response tells beside what was sent. */
export type Answer = {
	error: number;
	rejected: boolean;
	/** Bytes that went from the source to the sink, and back. */
	moved: number;
	replied: number;
	user: Uint8Array;
};

export class VmcfMessage implements Exchange {
	progress: MessageState = 'pending';
	readonly answer: Answer;

	/**
	 * `asked`: the parameter list of the source; `key`: its PSW key; `severed`: told where one side was reset or is
	 * gone.
	 */
	constructor(
		readonly number: number,
		readonly signaller: VirtualMachine,
		readonly target: VirtualMachine,
		readonly asked: VmcParm,
		readonly key: number,
		readonly severed: (message: VmcfMessage, gone: VirtualMachine) => void,
	) {
		this.answer = {
			error: 0, rejected: false, moved: 0, replied: 0, user: asked.user,
		};
	}

	get state(): string {
		return this.progress.toUpperCase();
	}

	sever(gone: VirtualMachine, _why: EndReason): void {
		this.severed(this, gone);
	}

	/** Notes what went wrong when data were to be moved; the first error stays. */
	fail(error: VmcfReturn): VmcfReturn {
		this.answer.error ||= error;
		return error;
	}
}
