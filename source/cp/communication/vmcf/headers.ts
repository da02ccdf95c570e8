/** Message headers as both sides see them (GC20-1807, "External Interrupt Code X'4001'"). */
import {
	vmcfFunction, vmcfOption, vmcfStatus, vmcHeader,
} from '../../../base/vmcf.js';
import type {VmcfMessage} from './vmcf-message.js';

/** What both headers have of the source's parameter list. */
const status = ({asked}: VmcfMessage): number => (asked.options & vmcfOption.priority) === 0 ? 0 : vmcfStatus.priority;

/** For the sink. Nothing comes behind IDENTIFY. */
export function sendHeader(message: VmcfMessage): Uint8Array {
	const {asked, signaller, answer} = message;
	return vmcHeader.encode({
		...asked,
		status: status(message) | (asked.code === vmcfFunction.identify ? vmcfStatus.response : 0),
		error: answer.error,
		userid: signaller.userid,
	});
}

/** For the source: what of the data did not go, and of its reply buffer was not used. */
export function responseHeader(message: VmcfMessage): Uint8Array {
	const {asked, target, answer} = message;
	return vmcHeader.encode({
		...asked,
		status: status(message) | vmcfStatus.response | (answer.rejected ? vmcfStatus.rejected : 0),
		error: answer.error,
		userid: target.userid,
		length: asked.length - answer.moved,
		replyLength: asked.replyLength - answer.replied,
		user: answer.user,
	});
}
