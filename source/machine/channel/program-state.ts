/** What a channel program and its subchannel tell each other of where it stands. */
import type {Csw} from './ccw.js';

/** How a channel program ended. */
export type ProgramEnd = Csw & {
	/**
	 * It ended during SIO itself: an error before the device was reached, or an immediate command alone. SIO then
	 * answers condition code 1.
	 */
	readonly early: boolean;
	/** Device end is still owed: microseconds until it comes, or `later` where the device will say. */
	readonly deviceEnd?: number | 'later';
	/** Unit status that will come with it. */
	readonly deviceEndStatus?: number;
};

/**
 * `waiting`: the device ends the command later. `moving`: what was begun takes the time of `takeDuration`, then
 * `proceed` goes on. `paused`: the end of a burst; `run` goes on.
 */
export type ProgramState = ProgramEnd | 'waiting' | 'moving' | 'paused';

/** Whether commands take the time of the device, or none that anybody could see. */
export type Pace = 'timed' | 'untimed';

/** How much of a program is executed in one go. What one command moves is never divided. */
export type Burst = {readonly commands: number; readonly bytes: number};
