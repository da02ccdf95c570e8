/** RECEIVE and REPLY: data of a message move, by the keys of both sides (GC20-1807, "Data Transfer Error Codes"). */
import {vmcfFunction, vmcfReturn, type VmcfReturn, type VmcParm} from '../../../base/vmcf.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {
	inStorage, moveBlock, permitsArea, protectsArea,
} from '../block-transfer.js';
import type {VmcfMessage} from './vmcf-message.js';

/** `code`: for the sink; `moved`: bytes; `ends`: the source is to be told now. */
type Moved = {readonly code: VmcfReturn; readonly moved: number; readonly ends: boolean};

export type DataMove = (message: VmcfMessage, vm: VirtualMachine, asked: VmcParm) => Moved;

/** An area of one side. */
type Piece = {readonly vm: VirtualMachine; readonly key: number; readonly area: number; readonly length: number};

/** Why an area cannot be used; `undefined`: it can. */
function fault({vm: {storage}, key, area, length}: Piece, store: boolean): VmcfReturn | undefined {
	if (!inStorage(storage, area, length)) {
		return vmcfReturn.address;
	}

	return permitsArea(storage, key, area, length, store) && !(store && protectsArea(storage, area, length))
		? undefined
		: vmcfReturn.protection;
}

const overlap = (one: Piece, other: Piece, length: number): boolean =>
	one.vm === other.vm && one.area < other.area + length && other.area < one.area + length;

const unmoved = (code: VmcfReturn): Moved => ({code, moved: 0, ends: false});

const pieceOf = (vm: VirtualMachine, {area, length}: VmcParm): Piece => ({
	vm, key: vm.cpu.psw.key, area, length,
});

export const receive: DataMove = (message, vm, asked) => {
	const {signaller, asked: sent, key, answer} = message;
	if (message.progress === 'received') {
		return unmoved(vmcfReturn.protocol);
	}

	const to = pieceOf(vm, asked);
	const own = fault(to, true);
	if (own) {
		return unmoved(own);
	}

	const from = {
		vm: signaller, key, area: sent.area, length: sent.length,
	};
	const length = Math.min(from.length, to.length);
	if (overlap(from, to, length)) {
		return unmoved(vmcfReturn.overlap);
	}

	const theirs = fault(from, false);
	if (theirs) {
		return {code: message.fail(theirs), moved: 0, ends: true};
	}

	moveBlock(from.vm.storage, from.area, vm.storage, to.area, length);
	answer.moved = length;
	const ends = sent.code !== vmcfFunction.sendReceive;
	if (ends) {
		answer.user = asked.user;
	} else {
		message.progress = 'received';
	}

	return {code: length < from.length ? message.fail(vmcfReturn.length) : vmcfReturn.done, moved: length, ends};
};

export const reply: DataMove = (message, vm, asked) => {
	const {signaller, asked: sent, key, answer} = message;
	if (sent.code !== vmcfFunction.sendReceive) {
		return unmoved(vmcfReturn.protocol);
	}

	const from = pieceOf(vm, asked);
	const own = fault(from, false);
	if (own) {
		return unmoved(own);
	}

	const to = {
		vm: signaller, key, area: sent.replyArea, length: sent.replyLength,
	};
	const length = Math.min(from.length, to.length);
	if (overlap(from, to, length)) {
		return unmoved(vmcfReturn.overlap);
	}

	answer.user = asked.user;
	const theirs = fault({...to, length}, true);
	if (theirs) {
		message.fail(theirs);
		return {code: vmcfReturn.transferError, moved: 0, ends: true};
	}

	moveBlock(vm.storage, from.area, signaller.storage, to.area, length);
	answer.replied = length;
	return {
		code: length < from.length ? message.fail(vmcfReturn.length) : vmcfReturn.done, moved: length, ends: true,
	};
};
