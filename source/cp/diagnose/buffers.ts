/** What codes check of the areas they are given. */
import {pageSize} from '../../base/architecture.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {DiagnoseCall} from './diagnose.js';

type Problem = {readonly program: number} | undefined;

/** Of a page as a buffer: it begins on a page boundary, and lies in storage. */
export function pageProblem(call: DiagnoseCall, address: number): Problem {
	if (address % pageSize !== 0) {
		return {program: programCode.specification};
	}

	return call.inStorage(address, pageSize) ? undefined : {program: programCode.addressing};
}

/** Of a buffer that must lie in one page. */
export function withinPageProblem(call: DiagnoseCall, address: number, length: number): Problem {
	if ((address % pageSize) + length > pageSize) {
		return {program: programCode.specification};
	}

	return call.inStorage(address, length) ? undefined : {program: programCode.addressing};
}

/** Of a list on a doubleword boundary. */
export function listProblem(call: DiagnoseCall, address: number, length: number): Problem {
	if (address % 8 !== 0) {
		return {program: programCode.specification};
	}

	return call.inStorage(address, length) ? undefined : {program: programCode.addressing};
}
