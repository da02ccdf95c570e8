/** What TRACE has been told (GC20-1820, "TRACE"): activities, and for each where its lines go. */
import {isAbbreviation} from '../../base/command.js';

/** Activities that can be traced, with the shortest form of their names. */
export const activities = [
	{name: 'SVC', minimum: 3},
	{name: 'I/O', minimum: 3},
	{name: 'PROGRAM', minimum: 3},
	{name: 'EXTERNAL', minimum: 3},
	{name: 'PRIV', minimum: 4},
	{name: 'SIO', minimum: 3},
	{name: 'CCW', minimum: 3},
	{name: 'BRANCH', minimum: 2},
	{name: 'INSTRUCT', minimum: 4},
	{name: 'ALL', minimum: 3},
	{name: 'CSW', minimum: 3},
] as const;

export type Activity = (typeof activities)[number]['name'];

/** Where lines of an activity go. `run`: the machine goes on behind them. */
export type Outlet = {
	readonly terminal: boolean;
	readonly printer: boolean;
	readonly run: boolean;
};

/** The activity that a word names. */
export function activityNamed(word: string): Activity | undefined {
	return activities.find(({name, minimum}) => isAbbreviation(word, name, minimum))?.name;
}

/** Activities for which every instruction has to be looked at. */
const byInstruction = ['PRIV', 'BRANCH', 'INSTRUCT', 'ALL'] as const;

/** Activities of devices. */
const ofDevices = ['I/O', 'SIO', 'CCW', 'CSW', 'ALL'] as const;

export class TraceSettings {
	readonly #outlets = new Map<Activity, Outlet>();

	get isActive(): boolean {
		return this.#outlets.size > 0;
	}

	/** Every instruction has to be looked at. */
	get looksAtInstructions(): boolean {
		return byInstruction.some(activity => this.#outlets.has(activity));
	}

	/** Devices are watched: none of them can be detached. */
	get looksAtDevices(): boolean {
		return ofDevices.some(activity => this.#outlets.has(activity));
	}

	/** Traces an activity from now on; one that is traced already has its outlet replaced. */
	set(activity: Activity, outlet: Outlet): void {
		this.#outlets.set(activity, outlet);
	}

	/** Traces an activity no longer; ALL means every one. */
	drop(activity: Activity): void {
		if (activity === 'ALL') {
			this.#outlets.clear();
		} else {
			this.#outlets.delete(activity);
		}
	}

	end(): void {
		this.#outlets.clear();
	}

	has(activity: Activity): boolean {
		return this.#outlets.has(activity);
	}

	/**
	 * Where a line goes that belongs to several activities: wherever one of those that are traced sends it, and the
	 * machine stops where one of them says so. `undefined`: none is traced.
	 */
	outlet(of: readonly Activity[]): Outlet | undefined {
		const outlets = of.map(activity => this.#outlets.get(activity)).filter(outlet => outlet !== undefined);
		return outlets.length === 0
			? undefined
			: {
				terminal: outlets.some(({terminal}) => terminal),
				printer: outlets.some(({printer}) => printer),
				run: outlets.every(({run}) => run),
			};
	}
}
