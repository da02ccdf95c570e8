/** What locks of files, in segments and in storage of this CMS, need of the nucleus. */
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import {waitVerb} from '../locks/lock-line.js';
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
		* isLoaded(name) {
			return (yield * diagnose.findSegment(guest, name)) === 0;
		},
		load: name => diagnose.loadSegment(guest, name),
		purge: name => diagnose.purgeSegment(guest, name),
	});
}

/** After a restart, once the disks are there: goes on with every exchange about files that is under way. */
export function * goOn(nucleus: Pick<Cms, 'intermachine' | 'remoteFiles' | 'segments' | 'locks'>): Step {
	const open = yield * nucleus.intermachine.openExchanges();
	yield * nucleus.remoteFiles.resume(open);
	const groups = [...nucleus.segments.segments.map(({group}) => group), ...nucleus.locks.groups];
	for (const {exchange, message: {verb, value}, isOurs} of open) {
		const group = groups.find(({table}) => table.machineOf(value) !== undefined);
		if (verb === waitVerb && !isOurs && group) {
			yield * group.adopt(exchange, value);
		} else if (verb === waitVerb) {
			yield * nucleus.intermachine.refuse(exchange);
		}
	}
}

const lockHost = (nucleus: SegmentHost) => ({
	storage: nucleus.guest.storage,
	endpoint: (options: EndpointOptions) => nucleus.intermachine.endpoint(options),
	charge: (charge: Charge) => nucleus.charge(charge),
	now: () => nucleus.timeOfDay(),
});
