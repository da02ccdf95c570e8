/** The segments that this CMS shares with others for disks: what they need of the nucleus. */
import {SharedSegments} from '../locks/shared-segments.js';
import * as diagnose from './diagnose.js';
import type {Cms} from '../cms.js';

type SegmentHost = Pick<Cms, 'guest' | 'userid' | 'intermachine' | 'charge' | 'settings' | 'pseudoTimer'>;

export function sharedSegments(nucleus: SegmentHost): SharedSegments {
	const {guest} = nucleus;
	return new SharedSegments({
		storage: guest.storage,
		get userid() {
			return nucleus.userid;
		},
		endpoint: options => nucleus.intermachine.endpoint(options),
		charge: charge => nucleus.charge(charge),
		load: name => diagnose.loadSegment(guest, name),
		purge: name => diagnose.purgeSegment(guest, name),
		patience: () => nucleus.settings.fileWait,
		* now() {
			const {time} = yield * nucleus.pseudoTimer();
			const [hours, minutes, seconds] = time.split(':').map(Number);
			return (((hours * 60) + minutes) * 60) + seconds;
		},
	});
}
