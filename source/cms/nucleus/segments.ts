/** What locks of files, in segments and in storage of this CMS, need of the nucleus. */
import type {Charge} from '../../guest/charges.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import {OwnLocks} from '../locks/own-locks.js';
import {SharedSegments} from '../locks/shared-segments.js';
import * as diagnose from './diagnose.js';
import type {Cms} from '../cms.js';

type SegmentHost = Pick<Cms, 'guest' | 'userid' | 'intermachine' | 'charge' | 'settings' | 'timeOfDay'>;

/** Tables of this machine's own. */
export function ownLocks(nucleus: SegmentHost & Pick<Cms, 'allocate' | 'release' | 'hasRoom'>): OwnLocks {
	return new OwnLocks({
		...lockHost(nucleus),
		get userid() {
			return nucleus.userid;
		},
		hasRoom: bytes => nucleus.hasRoom(bytes),
		allocate: bytes => nucleus.allocate(bytes),
		release(address, bytes) {
			nucleus.release(address, bytes);
		},
	});
}

export function sharedSegments(nucleus: SegmentHost): SharedSegments {
	const {guest} = nucleus;
	return new SharedSegments({
		...lockHost(nucleus),
		get userid() {
			return nucleus.userid;
		},
		load: name => diagnose.loadSegment(guest, name),
		purge: name => diagnose.purgeSegment(guest, name),
	});
}

const lockHost = (nucleus: SegmentHost) => ({
	storage: nucleus.guest.storage,
	endpoint: (options: EndpointOptions) => nucleus.intermachine.endpoint(options),
	charge: (charge: Charge) => nucleus.charge(charge),
	now: () => nucleus.timeOfDay(),
});
