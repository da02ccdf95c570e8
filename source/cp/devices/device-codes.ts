/**
 * How CP codes types of devices (SY20-0886, DEVTYPES: RDEVTYPC and RDEVTYPE, VDEVTYPC and VDEVTYPE), as DIAGNOSE X'24'
 * and accounting cards tell them.
 */
import {deviceClass} from '../../base/diagnose.js';

export type DeviceCode = {
	/** One of `deviceClass`. */
	readonly kind: number;
	/** Which one of its class. */
	readonly type: number;
};

const {terminal, display, reader, output, tape, disk, special} = deviceClass;

const codes: Readonly<Record<string, DeviceCode>> = {
	2305: {kind: disk, type: 0x02},
	2314: {kind: disk, type: 0x40},
	2319: {kind: disk, type: 0x40},
	3330: {kind: disk, type: 0x10},
	3340: {kind: disk, type: 0x01},
	3350: {kind: disk, type: 0x08},
	3215: {kind: terminal, type: 0},
	1052: {kind: terminal, type: 0},
	3210: {kind: terminal, type: 0},
	2701: {kind: terminal, type: 0x40},
	2702: {kind: terminal, type: 0x40},
	2703: {kind: terminal, type: 0x40},
	2741: {kind: terminal, type: 0x18},
	3767: {kind: terminal, type: 0x18},
	3277: {kind: display, type: 0x04},
	3278: {kind: display, type: 0x01},
	2501: {kind: reader, type: 0x81},
	'2540R': {kind: reader, type: 0x82},
	3505: {kind: reader, type: 0x84},
	'2540P': {kind: output, type: 0x82},
	3525: {kind: output, type: 0x84},
	1403: {kind: output, type: 0x41},
	3211: {kind: output, type: 0x42},
	1443: {kind: output, type: 0x44},
	3203: {kind: output, type: 0x48},
	3420: {kind: tape, type: 0x10},
	3410: {kind: tape, type: 0x10},
	CTCA: {kind: special, type: 0x80},
};

/** The codes of a machine type, `3350`, `3330-11`; a type that CP has no code for is a special device. */
export function deviceCode(type: string): DeviceCode {
	const [name] = type.split('-');
	return Object.hasOwn(codes, name) ? codes[name] : {kind: special, type: 0};
}
