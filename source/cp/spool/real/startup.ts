/** Lines of a profile's STARTUP that start unit-record devices: `START 00E CLASS A NOSEP`, `START ALL`. */
import type {RealUnits} from './real-units.js';
import {RealOutputUnit} from './real-output-unit.js';

export type UnitStart = {
	/** `undefined`: all of them. */
	readonly address: number | undefined;
	readonly classes: string | undefined;
	readonly separates: boolean | undefined;
};

/** `undefined`: no such line. */
export function parseUnitStart(line: string): UnitStart | undefined {
	const match = /^START (?:ALL|([\dA-F]{1,3}))(?: CLASS (\*|[A-Z\d]{1,4}))?(?: (SEP|NOSEP))?$/
		.exec(line.trim().toUpperCase().replaceAll(/ +/g, ' '));
	if (!match) {
		return undefined;
	}

	const [, address, classes, separates] = match;
	return {
		address: address === undefined ? undefined : Number.parseInt(address, 16),
		classes,
		separates: separates === undefined ? undefined : separates === 'SEP',
	};
}

/** Starts what the lines say. Answers addresses that are no unit-record devices of CP's. */
export function startUnits(units: Pick<RealUnits, 'all'>, starts: readonly UnitStart[]): number[] {
	const missing: number[] = [];
	for (const {address, ...options} of starts) {
		const found = units.all().filter(({device}) => !device.attachedTo
			&& (address === undefined || device.address === address));
		if (found.length === 0 && address !== undefined) {
			missing.push(address);
		}

		for (const unit of found) {
			if (unit instanceof RealOutputUnit) {
				unit.start(options);
			} else {
				unit.start();
			}
		}
	}

	return missing;
}
