/** What one event comes to: the state as it changes, and what is to be done, in order. */
import type {
	Denial, Effect, MasterState, Slave, SlaveRules, Work,
} from './state.js';

export class Change {
	readonly effects: Effect[] = [];

	constructor(
		public state: MasterState,
		readonly rules: SlaveRules,
		readonly now: number,
	) {
		// Nothing else.
	}

	do(...effects: readonly Effect[]): void {
		this.effects.push(...effects);
	}

	with(changes: Partial<MasterState>): void {
		this.state = {...this.state, ...changes};
	}

	/** Puts a slave into another stage; `undefined` takes it off the list, and with it the image that it holds. */
	put(name: string, stage: Slave['stage'] | undefined, work?: Work): void {
		const slaves = this.state.slaves.filter(each => each.name !== name);
		this.with({slaves: stage
			? [...slaves, {
				name, stage, since: this.now, work,
			}]
			: slaves});
		if (stage === undefined) {
			this.imageGone(name);
		}
	}

	/** Takes a slave back, which begins anew. */
	release(name: string): void {
		this.put(name, 'starting');
		this.do({kind: 'release', slave: name, image: this.image});
	}

	/** The slave as which others begin. */
	get image(): string | undefined {
		const {image} = this.state;
		return typeof image === 'object' ? image.slave : undefined;
	}

	/** Nobody begins as that slave any more. */
	imageGone(slave: string): void {
		if (this.image === slave) {
			this.with({image: 'wanted'});
		}
	}

	/** A user's request has its end; he will want to know why. */
	tell({user, request}: Work, reason: Denial): void {
		this.with({lost: [
			...this.state.lost.filter(each => each.user !== user),
			{
				user, request, reason, since: this.now,
			},
		]});
	}

	/** A slave is no longer its user's, who has his exchange ended and may ask why, unless it was a further one. */
	takeFrom(slave: Slave, reason: Denial): void {
		if (slave.work) {
			if (!slave.work.isFurther) {
				this.tell(slave.work, reason);
			}

			this.do({kind: 'end', exchange: slave.work.exchange});
		}
	}

	/** A slave is given up. */
	lose(slave: Slave, reason: Denial): void {
		this.takeFrom(slave, reason);
		this.put(slave.name, undefined);
		this.do({kind: 'delete', slave: slave.name});
		if (slave.stage === 'starting') {
			this.with({failures: this.state.failures + 1});
		}
	}
}
